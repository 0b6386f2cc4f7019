package io.ilinknotify.config;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.access.TokenSources;
import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.fallback.FallbackConfig;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.ilink.IlinkConfigRules;
import io.ilinknotify.media.MediaConfig;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.schedule.Job;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.window.WindowConfig;
import io.smallrye.config.Secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rules of settings beyond their types: ranges, and what must fit together. */
final class SettingsRules {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private SettingsRules() {}

    /** One line for each broken rule of a root of the settings. */
    static List<String> check(Object root) {
        List<String> wrong = new ArrayList<>();
        switch (root) {
            case NotifyConfig c -> check(c, wrong);
            case AccessConfig c -> check(c, wrong);
            case WindowConfig c -> check(c, wrong);
            case DeliveryConfig c -> check(c, wrong);
            case OutboxConfig c -> check(c, wrong);
            case MediaConfig c -> check(c, wrong);
            case WebhookConfig c -> check(c, wrong);
            case FallbackConfig c -> check(c, wrong);
            case IlinkConfig c -> wrong.addAll(IlinkConfigRules.check(c));
            case AccountSeedConfig c -> check(c, wrong);
            default -> {} // one of Quarkus' own
        }
        return wrong;
    }

    private static void check(NotifyConfig c, List<String> wrong) {
        new Findings("notify.", wrong)
                .between("dedup-window", c.dedupWindow(), Duration.ZERO, DAY.multipliedBy(30))
                .require(
                        c.publicUrl(),
                        SettingsRules::isPlainUrl,
                        "public-url: is not a URL such as https://notify.example.org");
        wrong.addAll(Job.check(c.jobs(), c.timeZone()));
        c.quiet()
                .forEach((name, quiet) -> new Findings("notify.quiet." + name + ".", wrong)
                        .require(!quiet.from().equals(quiet.to()), "to: is the same as from; quiet hours must end")
                        .require(
                                quiet.below() != Priority.LOW,
                                "below: low has nothing below it; default, high or critical"));
    }

    private static void check(AccessConfig c, List<String> wrong) {
        once(
                new Findings("notify.access.", wrong),
                "operator-token",
                c.operatorToken().map(Secret::get),
                c.operatorTokenFile());
        wrong.addAll(TokenSources.check(c));
    }

    private static void check(WebhookConfig c, List<String> wrong) {
        WebhookConfig.Grafana grafana = c.grafana();
        Findings findings = new Findings("notify.webhook.grafana.", wrong);
        once(findings, "hmac-secret", grafana.hmacSecret().map(Secret::get), grafana.hmacSecretFile());
        findings.require(
                        isHeaderName(grafana.signatureHeader()),
                        "signature-header: must be the name of a header, such as X-Grafana-Alerting-Signature")
                .require(
                        grafana.timestampHeader(),
                        SettingsRules::isHeaderName,
                        "timestamp-header: must be the name of a header, such as X-Grafana-Alerting-Timestamp");
    }

    private static boolean isHeaderName(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    private static void check(WindowConfig c, List<String> wrong) {
        int budget = c.budget();
        int standard = c.reserve().standard();
        int high = c.reserve().high();
        String shorter = " must be shorter than notify.window.length (" + Text.of(c.length()) + ")";
        new Findings("notify.window.", wrong)
                .between("length", c.length(), MINUTE, DAY.multipliedBy(7))
                .require(isShorter(c.margin(), c.length()), "margin: " + Text.of(c.margin()) + shorter)
                .between("budget", budget, 1, 100)
                .require(
                        standard >= 0 && standard <= budget,
                        "reserve.default: " + standard + " must be from 0 to notify.window.budget (" + budget + ")")
                .require(
                        high >= 0 && high <= standard,
                        "reserve.high: " + high + " must be from 0 to notify.window.reserve.default (" + standard + ")")
                .require(
                        isShorter(c.reminder(), c.length()),
                        "reminder: " + Text.of(c.reminder()) + shorter + "; 0s = never");
    }

    private static boolean isShorter(Duration part, Duration whole) {
        return !part.isNegative() && part.compareTo(whole) < 0;
    }

    private static void check(DeliveryConfig c, List<String> wrong) {
        String gaps = "must be one or more waits from 0s to 1d, such as 30s,2m,5m";
        new Findings("notify.delivery.", wrong)
                .between("min-interval", c.minInterval(), Duration.ZERO, HOUR)
                .between("max-length", c.maxLength(), 200, 4000)
                .between("repeat-after", c.repeatAfter(), SECOND, MINUTE.multipliedBy(10))
                .between("rate-limit-pause", c.rateLimitPause(), MINUTE, HOUR.multipliedBy(4))
                .require(areGaps(c.gaps().standard()), "gaps.default: " + gaps)
                .require(areGaps(c.gaps().high()), "gaps.high: " + gaps)
                .require(areGaps(c.gaps().critical()), "gaps.critical: " + gaps);
    }

    private static boolean areGaps(List<Duration> gaps) {
        return !gaps.isEmpty() && gaps.stream().allMatch(gap -> !gap.isNegative() && gap.compareTo(DAY) <= 0);
    }

    private static void check(OutboxConfig c, List<String> wrong) {
        new Findings("notify.outbox.", wrong)
                .between("ttl", c.ttl(), MINUTE, DAY.multipliedBy(30))
                .between("max-pending", c.maxPending(), 10, 1_000_000)
                .require(
                        c.maxBytes() >= 1 << 20, "max-bytes: " + c.maxBytes() + " bytes are too few; 1MiB is the least")
                .between("retention", c.retention(), HOUR, DAY.multipliedBy(365));
    }

    private static void check(MediaConfig c, List<String> wrong) {
        new Findings("notify.media.", wrong)
                .require(
                        c.maxSize() >= 1 << 10 && c.maxSize() <= 100 << 20,
                        "max-size: " + c.maxSize() + " bytes; must be from 1KiB to 100MiB")
                .require(
                        c.maxTotal() >= c.maxSize(),
                        "max-total: " + c.maxTotal() + " bytes are less than notify.media.max-size");
    }

    private static void check(FallbackConfig c, List<String> wrong) {
        // SmallRye gives an absent secret as a present one that holds null.
        Optional<String> url = c.url().map(Secret::get);
        new Findings("notify.fallback.", wrong)
                .require(url, SettingsRules::isWebhook, "url: is not a URL such as https://hooks.example.org/alerts")
                .require(
                        url.isPresent() || c.tokenFile().isEmpty(),
                        "token-file: belongs to notify.fallback.url, which is missing")
                .between("after", c.after(), Duration.ZERO, DAY);
    }

    private static void check(AccountSeedConfig c, List<String> wrong) {
        Findings findings = new Findings("ilink.account.", wrong);
        boolean token = once(findings, "bot-token", c.botToken().map(Secret::get), c.botTokenFile());
        boolean bot = once(findings, "bot-id", c.botId(), c.botIdFile());
        boolean user = once(findings, "user-id", c.userId(), c.userIdFile());
        boolean url = once(findings, "base-url", c.baseUrl(), c.baseUrlFile());
        if (token || bot || user || url) {
            String all = ": is missing; bot-token, bot-id and user-id (or their files) come together";
            findings.require(token, "bot-token" + all)
                    .require(bot, "bot-id" + all)
                    .require(user, "user-id" + all);
        }
        findings.require(
                c.baseUrl(), SettingsRules::isPlainUrl, "base-url: is not a URL such as https://ilinkai.weixin.qq.com");
    }

    /** A setting that may be given in a file as well; tells whether one of both is there. */
    private static boolean once(Findings findings, String name, Optional<?> value, Optional<?> file) {
        findings.require(value.isEmpty() || file.isEmpty(), name + ": give either this or " + name + "-file, not both");
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

    /** Adds to a list the faults of the settings under one prefix, each with what would be right. */
    private record Findings(String prefix, List<String> wrong) {
        /** {@code fault} begins with the name of the setting. */
        Findings require(boolean fine, String fault) {
            if (!fine) {
                wrong.add(prefix + fault);
            }
            return this;
        }

        /** The same for a setting that may be absent. */
        <T> Findings require(Optional<T> value, Predicate<T> rule, String fault) {
            return require(value.isEmpty() || rule.test(value.get()), fault);
        }

        /** Both ends belong to the range. */
        Findings between(String name, int value, int least, int most) {
            return require(
                    value >= least && value <= most, name + ": " + value + " is not between " + least + " and " + most);
        }

        Findings between(String name, Duration value, Duration least, Duration most) {
            boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
            return require(
                    within,
                    name + ": " + Text.of(value) + " is not between " + Text.of(least) + " and " + Text.of(most));
        }
    }
}
