package io.ilinknotify.ilink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code ilink.*}: where the iLink server is and how to speak to it (protocol page, "Base, headers, metadata"). What
 * values are allowed stands in {@link IlinkConfigRules}.
 */
@ConfigMapping(prefix = "ilink")
public interface IlinkConfig {
    /**
     * The base for sign-in; afterwards the {@code baseurl} that sign-in returned is used, if {@link ServerAddress} takes
     * it. {@code http} or {@code https}, a host, perhaps a port and a path.
     */
    @WithDefault("https://ilinkai.weixin.qq.com")
    URI baseUrl();

    /**
     * The base for uploads of pictures and files, in the form of {@link #baseUrl}. A full address that the server names
     * instead is used if {@link ServerAddress} takes it.
     */
    @WithDefault("https://novac2c.cdn.weixin.qq.com/c2c")
    URI cdnUrl();

    /**
     * The version of Tencent's own client whose protocol we speak, {@code major.minor.patch}, each 0 to 255. One that is
     * too old makes the phone refuse the QR code.
     */
    @WithDefault("2.4.9")
    String channelVersion();

    /** The value of the header {@code iLink-App-Id}: 1 to 64 letters, digits, dots, dashes or underscores. */
    @WithDefault("bot")
    String appId();

    /** Who we say that we are: {@code Name/Version} products with spaces between, ASCII, at most 256 bytes. */
    @WithDefault("ilink-notify/0.1.0")
    String botAgent();

    /** The {@code bot_type} of a new QR code; 0 or more. */
    @WithDefault("3")
    int botType();

    /** How long the server holds a poll; the client waits 10 s more. 1s to 5m. */
    @WithDefault("35s")
    Duration pollHold();

    /**
     * How long a send may take, from looking up the name to the last byte of the answer; 1s to 2m. An upload has a second
     * more for every 32 KiB.
     */
    @WithDefault("15s")
    Duration sendTimeout();

    /**
     * {@code http://host:port} of an HTTP proxy for all calls, with {@code user:password@} before the host where it asks
     * for them (percent-encoded; never logged). {@code direct} means none, whatever the environment says.
     *
     * <p>When it is not set, {@code HTTPS_PROXY} of the environment (or {@code https_proxy}) is used for {@code https}
     * addresses, except for the hosts in {@code NO_PROXY} (or {@code no_proxy}) and this machine itself.
     */
    Optional<Secret<String>> proxy();

    /** A PEM file of certificate authorities that are trusted instead of the built-in ones; read once, at start. */
    Optional<Path> caFile();
}
