package io.ilinknotify.ilink;

import io.smallrye.config.Secret;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The settings of a test: the defaults, but for a server of its own and short times. */
public record FixedIlinkConfig(
        URI baseUrl,
        URI cdnUrl,
        String channelVersion,
        String appId,
        String botAgent,
        int botType,
        Duration pollHold,
        Duration sendTimeout,
        Optional<Secret<String>> proxy,
        Optional<Path> caFile)
        implements IlinkConfig {
    /** For a server at this base; at that of the CDN nobody listens. */
    public static FixedIlinkConfig at(URI baseUrl) {
        return new FixedIlinkConfig(
                baseUrl,
                URI.create("http://127.0.0.1:9/c2c"),
                "2.4.9",
                "bot",
                "ilink-notify/0.1.0",
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Optional.empty(),
                Optional.empty());
    }

    public FixedIlinkConfig withCdnUrl(URI cdn) {
        return new FixedIlinkConfig(
                baseUrl, cdn, channelVersion, appId, botAgent, botType, pollHold, sendTimeout, proxy, caFile);
    }

    FixedIlinkConfig withChannelVersion(String version) {
        return new FixedIlinkConfig(
                baseUrl, cdnUrl, version, appId, botAgent, botType, pollHold, sendTimeout, proxy, caFile);
    }

    FixedIlinkConfig withAppId(String id) {
        return new FixedIlinkConfig(
                baseUrl, cdnUrl, channelVersion, id, botAgent, botType, pollHold, sendTimeout, proxy, caFile);
    }

    FixedIlinkConfig withBotAgent(String agent) {
        return new FixedIlinkConfig(
                baseUrl, cdnUrl, channelVersion, appId, agent, botType, pollHold, sendTimeout, proxy, caFile);
    }

    FixedIlinkConfig withBotType(int type) {
        return new FixedIlinkConfig(
                baseUrl, cdnUrl, channelVersion, appId, botAgent, type, pollHold, sendTimeout, proxy, caFile);
    }

    FixedIlinkConfig withPollHold(Duration hold) {
        return new FixedIlinkConfig(
                baseUrl, cdnUrl, channelVersion, appId, botAgent, botType, hold, sendTimeout, proxy, caFile);
    }

    FixedIlinkConfig withSendTimeout(Duration timeout) {
        return new FixedIlinkConfig(
                baseUrl, cdnUrl, channelVersion, appId, botAgent, botType, pollHold, timeout, proxy, caFile);
    }

    FixedIlinkConfig withProxy(String value) {
        return new FixedIlinkConfig(
                baseUrl,
                cdnUrl,
                channelVersion,
                appId,
                botAgent,
                botType,
                pollHold,
                sendTimeout,
                Optional.of(() -> value),
                caFile);
    }

    FixedIlinkConfig withCaFile(Path file) {
        return new FixedIlinkConfig(
                baseUrl,
                cdnUrl,
                channelVersion,
                appId,
                botAgent,
                botType,
                pollHold,
                sendTimeout,
                proxy,
                Optional.of(file));
    }
}
