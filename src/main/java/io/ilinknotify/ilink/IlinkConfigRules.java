package io.ilinknotify.ilink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks the values of {@link IlinkConfig}. */
public final class IlinkConfigRules {
    private static final Pattern VERSION = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9_.-]{1,32}/[A-Za-z0-9_.+-]{1,32}");
    private static final int BOT_AGENT_BYTES = 256;

    private IlinkConfigRules() {}

    /** One sentence for each value that is wrong, naming the setting and what would be right; empty when all is well. */
    public static List<String> check(IlinkConfig config) {
        List<String> wrong = new ArrayList<>();
        checkBase("ilink.base-url", config.baseUrl(), wrong::add);
        checkBase("ilink.cdn-url", config.cdnUrl(), wrong::add);
        if (!isVersion(config.channelVersion())) {
            wrong.add("ilink.channel-version must be major.minor.patch, each 0 to 255, such as 2.4.9, not "
                    + shown(config.channelVersion()));
        }
        if (!APP_ID.matcher(config.appId()).matches()) {
            wrong.add("ilink.app-id must be 1 to 64 letters, digits, dots, dashes or underscores, not "
                    + shown(config.appId()));
        }
        if (!isBotAgent(config.botAgent())) {
            wrong.add("ilink.bot-agent must be Name/Version products with single spaces between, ASCII, at most "
                    + BOT_AGENT_BYTES + " bytes, not " + shown(config.botAgent()));
        }
        if (config.botType() < 0) {
            wrong.add("ilink.bot-type must be 0 or more, not " + config.botType());
        }
        checkRange("ilink.poll-hold", config.pollHold(), Duration.ofMinutes(5), "1s to 5m", wrong::add);
        checkRange("ilink.send-timeout", config.sendTimeout(), Duration.ofMinutes(2), "1s to 2m", wrong::add);
        tell(wrong::add, () -> ProxyRule.of(config.proxy(), Map.of()));
        config.caFile().ifPresent(file -> tell(wrong::add, () -> authorities(file)));
        return List.copyOf(wrong);
    }

    private static void checkBase(String name, URI base, Consumer<String> wrong) {
        boolean http = "https".equalsIgnoreCase(base.getScheme()) || "http".equalsIgnoreCase(base.getScheme());
        boolean anonymous = base.getRawUserInfo() == null;
        boolean bare = anonymous && base.getRawQuery() == null && base.getRawFragment() == null;
        if (!http || base.getHost() == null || !bare || base.getPort() == 0 || base.getPort() > 65535) {
            wrong.accept(name + " must be http or https, a host, and perhaps a port and a path, such as"
                    + " https://ilinkai.weixin.qq.com" + (anonymous ? ", not " + shown(base.toString()) : ""));
        }
    }

    static boolean isVersion(String version) {
        return VERSION.matcher(version).matches()
                && Pattern.compile("\\.")
                        .splitAsStream(version)
                        .mapToInt(Integer::parseInt)
                        .allMatch(n -> n <= 255);
    }

    static boolean isBotAgent(String agent) {
        return agent.length() <= BOT_AGENT_BYTES
                && !agent.endsWith(" ")
                && Pattern.compile(" ")
                        .splitAsStream(agent)
                        .allMatch(p -> PRODUCT.matcher(p).matches());
    }

    private static void checkRange(String name, Duration value, Duration most, String range, Consumer<String> wrong) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
            wrong.accept(name + " must be " + range + ", not " + value);
        }
    }

    /**
     * Reads {@code ilink.ca-file}.
     *
     * @return its bytes, PEM
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static byte[] authorities(Path file) {
        try {
            byte[] pem = Files.readAllBytes(file);
            // The factory reads DER, too; the client does not.
            boolean some = new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN")
                    && !CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem))
                            .isEmpty();
            if (!some) {
                throw new IllegalArgumentException("ilink.ca-file holds no PEM certificate: " + file);
            }
            return pem;
        } catch (IOException e) {
            String kind = e.getClass().getSimpleName();
            throw new IllegalArgumentException("ilink.ca-file cannot be read: " + file + " (" + kind + ")", e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("ilink.ca-file holds something else than PEM certificates: " + file, e);
        }
    }

    private static void tell(Consumer<String> wrong, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            wrong.accept(e.getMessage());
        }
    }

    private static String shown(String value) {
        return "\"" + ServerText.shortened(value, 100) + "\"";
    }
}
