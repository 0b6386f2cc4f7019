package io.ilinknotify.ilink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code ilink.*}: where the iLink server is and how to speak to it (protocol page, "Base, headers, metadata"). */
@ConfigMapping(prefix = "ilink")
public interface IlinkConfig {
    /** The base for sign-in; afterwards the {@code baseurl} that sign-in returned is used. */
    @WithDefault("https://ilinkai.weixin.qq.com")
    URI baseUrl();

    /** The base for media. */
    @WithDefault("https://novac2c.cdn.weixin.qq.com/c2c")
    URI cdnUrl();

    /** The version of Tencent's own client whose protocol we speak, {@code major.minor.patch}. */
    @WithDefault("2.4.9")
    String channelVersion();

    /** The value of the header {@code iLink-App-Id}. */
    @WithDefault("bot")
    String appId();

    /** ASCII {@code Name/Version} products, at most 256 bytes. */
    @WithDefault("ilink-notify/0.1.0")
    String botAgent();

    /** The {@code bot_type} of a new QR code. */
    @WithDefault("3")
    int botType();

    /** How long the server holds a poll; the client waits 10 s more. 1s to 5m. */
    @WithDefault("35s")
    Duration pollHold();

    /** How long the answer to a send may take; 1s to 2m. */
    @WithDefault("15s")
    Duration sendTimeout();

    /** {@code http://host:port} of a proxy for all calls. */
    Optional<URI> proxy();

    /** A PEM file of certificate authorities that are trusted instead of the built-in ones. */
    Optional<Path> caFile();
}
