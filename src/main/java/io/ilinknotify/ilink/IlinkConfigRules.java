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
import java.util.regex.Pattern;

/** Checks the values of {@link IlinkConfig}. */
public final class IlinkConfigRules {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";
    private static final Pattern VERSION = Pattern.compile(BYTE + "\\." + BYTE + "\\." + BYTE);
    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String PRODUCT = "[A-Za-z0-9_.-]{1,32}/[A-Za-z0-9_.+-]{1,32}";
    private static final Pattern PRODUCTS = Pattern.compile(PRODUCT + "( " + PRODUCT + ")*");
    private static final int BOT_AGENT_BYTES = 256;

    private final List<String> wrong = new ArrayList<>();

    private IlinkConfigRules() {}

    /** One sentence for each value that is wrong, naming the setting and what would be right; empty when all is well. */
    public static List<String> check(IlinkConfig config) {
        IlinkConfigRules rules = new IlinkConfigRules();
        rules.base("ilink.base-url", config.baseUrl());
        rules.base("ilink.cdn-url", config.cdnUrl());
        rules.matches(
                "ilink.channel-version must be major.minor.patch, each 0 to 255, such as 2.4.9",
                VERSION,
                config.channelVersion());
        rules.matches(
                "ilink.app-id must be 1 to 64 letters, digits, dots, dashes or underscores", APP_ID, config.appId());
        rules.matches(
                "ilink.bot-agent must be Name/Version products with single spaces between, ASCII, at most "
                        + BOT_AGENT_BYTES + " bytes",
                PRODUCTS,
                config.botAgent());
        if (config.botType() < 0) {
            rules.wrong.add("ilink.bot-type must be 0 or more, not " + config.botType());
        }
        rules.between("ilink.poll-hold", config.pollHold(), Duration.ofMinutes(5), "1s to 5m");
        rules.between("ilink.send-timeout", config.sendTimeout(), Duration.ofMinutes(2), "1s to 2m");
        rules.reads(() -> ProxyRule.of(config.proxy(), Map.of()));
        config.caFile().ifPresent(file -> rules.reads(() -> authorities(file)));
        return List.copyOf(rules.wrong);
    }

    private void base(String name, URI base) {
        boolean http = "https".equalsIgnoreCase(base.getScheme()) || "http".equalsIgnoreCase(base.getScheme());
        boolean anonymous = base.getRawUserInfo() == null;
        boolean bare = anonymous && base.getRawQuery() == null && base.getRawFragment() == null;
        if (!http || base.getHost() == null || !bare || base.getPort() == 0 || base.getPort() > 65535) {
            wrong.add(name + " must be http or https, a host, and perhaps a port and a path, such as"
                    + " https://ilinkai.weixin.qq.com" + (anonymous ? ", not " + shown(base.toString()) : ""));
        }
    }

    private void matches(String rule, Pattern form, String value) {
        if (value.length() > BOT_AGENT_BYTES || !form.matcher(value).matches()) {
            wrong.add(rule + ", not " + shown(value));
        }
    }

    private void between(String name, Duration value, Duration most, String range) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
            wrong.add(name + " must be " + range + ", not " + value);
        }
    }

    private void reads(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            wrong.add(e.getMessage());
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

    private static String shown(String value) {
        return "\"" + ServerText.shortened(value, 100) + "\"";
    }
}
