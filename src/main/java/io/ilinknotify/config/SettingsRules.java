package io.ilinknotify.config;

import io.ilinknotify.access.AccessRules;
import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.QuietConfig;
import io.ilinknotify.fallback.FallbackConfig;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.schedule.JobRules;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.window.WindowConfig;
import io.smallrye.config.Secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What types alone cannot say about the settings: ranges, and what must fit together. */
final class SettingsRules {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private SettingsRules() {}

    static List<String> check(NotifyConfig c) {
        List<String> wrong = new ArrayList<>(new Findings("notify.")
                .between("dedup-window", c.dedupWindow(), Duration.ZERO, DAY.multipliedBy(30))
                .require(
                        c.publicUrl().map(SettingsRules::isPlainUrl).orElse(true),
                        "public-url",
                        "is not a URL such as https://notify.example.org")
                .list());
        wrong.addAll(AccessRules.check(c.access()));
        wrong.addAll(check(c.window()));
        wrong.addAll(check(c.delivery()));
        wrong.addAll(check(c.outbox()));
        wrong.addAll(JobRules.check(c.jobs(), c.timeZone()));
        c.quiet().forEach((name, quiet) -> wrong.addAll(check(name, quiet)));
        wrong.addAll(check(c.webhook()));
        wrong.addAll(check(c.fallback()));
        return wrong;
    }

    static List<String> check(WebhookConfig c) {
        WebhookConfig.Grafana grafana = c.grafana();
        Optional<String> secret = grafana.hmacSecret().map(Secret::get);
        return new Findings("notify.webhook.grafana.")
                .require(
                        secret.isEmpty() || grafana.hmacSecretFile().isEmpty(),
                        "hmac-secret",
                        "give either this or hmac-secret-file, not both")
                .require(
                        isHeaderName(grafana.signatureHeader()),
                        "signature-header",
                        "must be the name of a header, such as X-Grafana-Alerting-Signature")
                .require(
                        grafana.timestampHeader()
                                .map(SettingsRules::isHeaderName)
                                .orElse(true),
                        "timestamp-header",
                        "must be the name of a header, such as X-Grafana-Alerting-Timestamp")
                .list();
    }

    private static boolean isHeaderName(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    static List<String> check(WindowConfig c) {
        int budget = c.budget();
        int standard = c.reserve().standard();
        return new Findings("notify.window.")
                .between("length", c.length(), MINUTE, DAY.multipliedBy(7))
                .require(
                        !c.margin().isNegative() && c.margin().compareTo(c.length()) < 0,
                        "margin",
                        Findings.text(c.margin()) + " must be shorter than notify.window.length ("
                                + Findings.text(c.length()) + ")")
                .between("budget", budget, 1, 100)
                .require(
                        standard >= 0 && standard <= budget,
                        "reserve.default",
                        standard + " must be from 0 to notify.window.budget (" + budget + ")")
                .require(
                        c.reserve().high() >= 0 && c.reserve().high() <= standard,
                        "reserve.high",
                        c.reserve().high() + " must be from 0 to notify.window.reserve.default (" + standard + ")")
                .require(
                        !c.reminder().isNegative() && c.reminder().compareTo(c.length()) < 0,
                        "reminder",
                        Findings.text(c.reminder()) + " must be shorter than notify.window.length ("
                                + Findings.text(c.length()) + "); 0s = never")
                .list();
    }

    static List<String> check(DeliveryConfig c) {
        return new Findings("notify.delivery.")
                .between("min-interval", c.minInterval(), Duration.ZERO, HOUR)
                .between("max-length", c.maxLength(), 200, 4000)
                .between("repeat-after", c.repeatAfter(), SECOND, MINUTE.multipliedBy(10))
                .between("rate-limit-pause", c.rateLimitPause(), MINUTE, HOUR.multipliedBy(4))
                .require(areGaps(c.gaps().standard()), "gaps.default", GAPS)
                .require(areGaps(c.gaps().high()), "gaps.high", GAPS)
                .require(areGaps(c.gaps().critical()), "gaps.critical", GAPS)
                .list();
    }

    private static final String GAPS = "must be one or more waits from 0s to 1d, such as 30s,2m,5m";

    private static boolean areGaps(List<Duration> gaps) {
        return !gaps.isEmpty() && gaps.stream().allMatch(gap -> !gap.isNegative() && gap.compareTo(DAY) <= 0);
    }

    private static List<String> check(String name, QuietConfig c) {
        return new Findings("notify.quiet." + name + ".")
                .require(!c.from().equals(c.to()), "to", "is the same as from; quiet hours must end")
                .require(c.below() != Priority.LOW, "below", "low has nothing below it; default, high or critical")
                .list();
    }

    static List<String> check(OutboxConfig c) {
        return new Findings("notify.outbox.")
                .between("ttl", c.ttl(), MINUTE, DAY.multipliedBy(30))
                .between("max-pending", c.maxPending(), 10, 1_000_000)
                .require(c.maxBytes() >= 1 << 20, "max-bytes", c.maxBytes() + " bytes are too few; 1MiB is the least")
                .between("retention", c.retention(), HOUR, DAY.multipliedBy(365))
                .list();
    }

    static List<String> check(FallbackConfig c) {
        return new Findings("notify.fallback.")
                .require(
                        c.url().map(Secret::get).map(SettingsRules::isWebhook).orElse(true),
                        "url",
                        "is not a URL such as https://hooks.example.org/alerts")
                .require(
                        // SmallRye gives an absent secret as a present one that holds null.
                        c.url().map(Secret::get).isPresent() || c.tokenFile().isEmpty(),
                        "token-file",
                        "belongs to notify.fallback.url, which is missing")
                .between("after", c.after(), Duration.ZERO, DAY)
                .list();
    }

    static List<String> check(AccountSeedConfig c) {
        Findings findings = new Findings("ilink.account.");
        boolean token = once(findings, "bot-token", c.botToken().map(Secret::get), c.botTokenFile());
        boolean bot = once(findings, "bot-id", c.botId(), c.botIdFile());
        boolean user = once(findings, "user-id", c.userId(), c.userIdFile());
        boolean url = once(findings, "base-url", c.baseUrl(), c.baseUrlFile());
        if (token || bot || user || url) {
            String all = "is missing; bot-token, bot-id and user-id (or their files) come together";
            findings.require(token, "bot-token", all)
                    .require(bot, "bot-id", all)
                    .require(user, "user-id", all);
        }
        return findings.require(
                        c.baseUrl().map(SettingsRules::isPlainUrl).orElse(true),
                        "base-url",
                        "is not a URL such as https://ilinkai.weixin.qq.com")
                .list();
    }

    private static boolean once(Findings findings, String name, Optional<?> value, Optional<?> file) {
        findings.require(value.isEmpty() || file.isEmpty(), name, "give either this or " + name + "-file, not both");
        return value.isPresent() || file.isPresent();
    }

    /** Unlike our own addresses it may have a query. */
    private static boolean isWebhook(String text) {
        try {
            URI url = new URI(text);
            return isPlainUrl(new URI(url.getScheme(), url.getAuthority(), url.getPath(), null, null));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPlainUrl(URI url) {
        String scheme = url.getScheme();
        return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
