package io.ilinknotify.config;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class EarlySettingsTest {
    @Test
    void theDefaultsAreRight() {
        assertThat(GivenSettings.problems(Map.of())).isEmpty();
    }

    @Test
    void tellsEverythingThatCannotBeReadInOneMessage() {
        Map<String, String> given = Map.of(
                "notify.language", "klingon",
                "notify.time-zone", "Mars/Olympus",
                "notify.window.length", "long",
                "notify.delivery.gaps.default", "1s,x",
                "notify.outbox.max-bytes", "many",
                "notify.quiet.night.from", "25:00",
                "notify.quiet.night.to", "07:00",
                "notify.quiet.weekend.from", "08:00",
                "notify.acess.mode", "none",
                "notify.access.token.ci", "not-to-be-shown-0123456789");

        List<String> problems = GivenSettings.problems(given);

        assertThat(problems)
                .anySatisfy(line -> assertThat(line).contains("notify.language", "klingon", "allowed values: en,zh"))
                .anySatisfy(line -> assertThat(line).contains("notify.time-zone", "Mars/Olympus"))
                .anySatisfy(line -> assertThat(line).contains("notify.window.length", "\"long\""))
                .anySatisfy(line -> assertThat(line).contains("notify.delivery.gaps.default", "x"))
                .anySatisfy(line -> assertThat(line).contains("notify.outbox.max-bytes", "\"many\""))
                .anySatisfy(line -> assertThat(line).contains("notify.quiet.night.from", "25:00"))
                .anySatisfy(line -> assertThat(line).contains("notify.quiet.weekend.to is required"))
                .anySatisfy(line -> assertThat(line).contains("notify.acess.mode in ", "does not map to any root"))
                .anySatisfy(line -> assertThat(line).contains("notify.access.token.ci in "))
                .noneMatch(line -> line.contains("not-to-be-shown"));
    }

    @Test
    void tellsEveryBrokenRuleInOneMessage() {
        Map<String, String> given = Map.of(
                "notify.window.budget", "0",
                "notify.jobs.report.cron", "99 * * * *",
                "notify.jobs.report.text", "Hello",
                "ilink.proxy", "::not-to-be-shown::",
                "ilink.poll-hold", "1h");

        assertThat(GivenSettings.problems(given))
                .containsExactlyInAnyOrder(
                        "ilink.proxy must have the form http://host:port or http://user:password@host:port, or be"
                                + " direct (percent-encode special characters of a password)",
                        "ilink.poll-hold must be 1s to 5m, not PT1H",
                        "notify.jobs.report.cron: \"99 * * * *\" cannot be read: Failed to parse cron expression. Value"
                                + " 99 not in range [0, 59]",
                        "notify.window.budget: 0 is not between 1 and 100",
                        "notify.window.reserve.default: 4 must be from 0 to notify.window.budget (0)");
    }

    @Test
    void anAddressThatCannotBeReadIsNotShown() {
        String secret = "https://user:not to be shown@notify.example.org";

        assertThat(GivenSettings.problems(Map.of("notify.public-url", secret, "ilink.base-url", secret)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("-url").doesNotContain("not to be"));
    }

    @Test
    void tellsWhatIsWrongWithTheSecondChannelWithoutItsAddress() {
        assertThat(GivenSettings.problems(Map.of(
                        "notify.fallback.url", "ftp://hooks.example.org/not-to-be-shown",
                        "notify.fallback.after", "25h")))
                .containsExactlyInAnyOrder(
                        "notify.fallback.url: is not a URL such as https://hooks.example.org/alerts",
                        "notify.fallback.after: 25h is not between 0s and 24h");
        assertThat(GivenSettings.problems(Map.of("notify.fallback.token-file", "/run/secrets/hook")))
                .containsExactly("notify.fallback.token-file: belongs to notify.fallback.url, which is missing");
        assertThat(GivenSettings.problems(Map.of(
                        "notify.fallback.url", "https://hooks.example.org/alerts?key=1",
                        "notify.fallback.token-file", "/run/secrets/hook",
                        "notify.fallback.min-priority", "critical")))
                .isEmpty();
    }

    @Test
    void tellsWhatDoesNotFitTogether() {
        Map<String, String> given = new HashMap<>(Map.of(
                "notify.window.length", "24h",
                "notify.window.margin", "24h",
                "notify.window.reminder", "36h",
                "notify.window.reserve.default", "2",
                "notify.window.reserve.high", "3",
                "notify.delivery.gaps.high", "-1s",
                "notify.access.operator-token", "an-operator-token-0123456789",
                "notify.access.operator-token-file", "/run/secrets/operator",
                "notify.public-url", "ftp://example.org"));
        given.put("ilink.account.bot-token", "a-bot-token-0123456789");
        given.put("ilink.account.bot-token-file", "/run/secrets/bot");

        assertThat(GivenSettings.problems(given))
                .containsExactlyInAnyOrder(
                        "notify.window.margin: 24h must be shorter than notify.window.length (24h)",
                        "notify.window.reminder: 36h must be shorter than notify.window.length (24h); 0s = never",
                        "notify.window.reserve.high: 3 must be from 0 to notify.window.reserve.default (2)",
                        "notify.delivery.gaps.high: must be one or more waits from 0s to 1d, such as 30s,2m,5m",
                        "notify.access.operator-token: give either this or operator-token-file, not both",
                        "notify.public-url: is not a URL such as https://notify.example.org",
                        "ilink.account.bot-token: give either this or bot-token-file, not both",
                        "ilink.account.bot-id: is missing; bot-token, bot-id and user-id (or their files) come"
                                + " together",
                        "ilink.account.user-id: is missing; bot-token, bot-id and user-id (or their files) come"
                                + " together");
    }

    @Test
    void emptyValuesOfWhatHasNoDefaultCountAsAbsent() {
        Map<String, String> given = Map.of(
                "notify.access.operator-token", "",
                "notify.access.tokens-dir", "",
                "notify.public-url", "",
                "ilink.account.bot-token", "");

        assertThat(GivenSettings.problems(given)).isEmpty();
    }

    @Test
    void tokensThatAnybodyCouldGuessAreRefusedWithoutShowingThem() {
        Map<String, String> given = Map.of(
                "notify.access.tokens.ci", "too-short",
                "notify.access.tokens.backup", "changeme-changeme-changeme",
                "notify.access.tokens.operator", "a-good-token-0123456789-a",
                "notify.access.tokens.one", "a-good-token-0123456789-b",
                "notify.access.tokens.two", "a-good-token-0123456789-b",
                "notify.access.tokens.three", "a-good-token-0123456789-c",
                "notify.access.operator-token", "a-good-token-0123456789-c");

        assertThat(GivenSettings.problems(given))
                .containsExactlyInAnyOrder(
                        "notify.access.tokens.ci: has 9 characters; a token needs at least 20",
                        "notify.access.tokens.backup: is a placeholder; put a random token there, such as the output"
                                + " of \"openssl rand -base64 32\"",
                        "notify.access.tokens.operator: the name \"operator\" is taken; choose another one",
                        "notify.access.tokens.two: is the token of the client \"one\" too; each needs one of its own",
                        "notify.access.tokens.three: is the operator's token too; a client needs one of its own");
    }

    @Test
    void emptyGapsAreTold() {
        assertThat(GivenSettings.problems(Map.of("notify.delivery.gaps.default", "")))
                .singleElement()
                .asString()
                .contains("notify.delivery.gaps.default", "empty");
    }
}
