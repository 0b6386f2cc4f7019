package io.ilinknotify.intake;

import io.ilinknotify.http.Problem;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.media.MediaWorld;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static io.ilinknotify.intake.Requests.json;
import static io.ilinknotify.intake.Requests.refusal;
import static io.ilinknotify.intake.Requests.request;
import static io.ilinknotify.intake.Requests.text;
import static io.ilinknotify.intake.Requests.titled;
import static org.assertj.core.api.Assertions.assertThat;

class JsonBodyTest {
    @Test
    void anObjectIsFields() {
        NotificationDraft draft = json("""
                {"text": "disk full", "title": " Backup\\n", "priority": 4, "tags": ["db", " prod ", "db", ""],
                 "url": " https://example.org/d/1?x={a|b} ", "dedup_key": "backup", "thread": "t1", "ttl": "PT12H",
                 "unknown": {"deep": [1, 2]}}
                """);

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "notify",
                        "Backup",
                        "disk full",
                        Priority.HIGH,
                        List.of("db", "prod"),
                        "https://example.org/d/1?x={a|b}",
                        "backup",
                        "t1",
                        Duration.ofHours(12),
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @Test
    void aStringIsTheText() {
        assertThat(json("\"disk full\"")).isEqualTo(text("disk full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-8",
                "Application/JSON",
                "application/problem+json",
                "application/json charset=utf-8"
            })
    void everyJsonTypeIsRead(String type) {
        assertThat(Requests.read(type, "{\"message\":\"满\"}")).isEqualTo(text("满"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "message", "body", "content", "desp", "msg"})
    void everyAliasIsTheText(String name) {
        assertThat(json("{\"%s\": \"disk full\"}".formatted(name))).isEqualTo(text("disk full"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "subject"})
    void everyAliasIsTheTitle(String name) {
        assertThat(json("{\"%s\": \"disk full\"}".formatted(name))).isEqualTo(titled("disk full", ""));
    }

    @Test
    void theFirstNameWithAValueWins() {
        assertThat(json("{\"content\": {\"a\": 1}, \"message\": \"b\", \"text\": \" \", \"body\": null}"))
                .isEqualTo(text("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42|The JSON body is neither an object of fields nor a string.",
                "null|The JSON body is neither an object of fields nor a string.",
                "true|The JSON body is neither an object of fields nor a string.",
                "[{\"text\":\"a\"}]|The JSON body is neither an object of fields nor a string.",
                "1e999999999|The JSON body is neither an object of fields nor a string.",
                "{\"text\":\"a\",\"text\":\"b\"}|The body is not valid JSON: Duplicate field 'text' (line 1, column 19)",
                "{\"a\":{\"b\":1,\"b\":2}}|The body is not valid JSON: Duplicate field 'b' (line 1, column 16)",
                "{\"text\":\"a\"} x|The body is not valid JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false') (line 1, column 14)",
            })
    void anythingElseCannotBeRead(String body, String detail) {
        Problem problem = refusal("application/json", body);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("unreadable-body");
        assertThat(problem.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"text\":\"a}", "{text:'a'}", "\"\\ud800", "nul", "{\"a\":1}{\"b\":2}", "\u0000", "NaN"})
    void brokenJsonCannotBeRead(String body) {
        Problem problem = refusal("application/json", body);

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).startsWith("The body is not valid JSON: ");
    }

    @Test
    void deepAndHugeThingsCannotBeRead() {
        assertThat(refusal("application/json", "[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(refusal("application/json", "{\"a\":".repeat(100_000)).status())
                .isEqualTo(400);
        assertThat(refusal("application/json", "{\"priority\":" + "9".repeat(100_000) + "}")
                        .status())
                .isEqualTo(400);
        assertThat(refusal("application/json", "[" + "{},".repeat(300_000) + "{}]")
                        .status())
                .isEqualTo(400);
        assertThat(refusal("application/json", "{\"" + "k".repeat(100_000) + "\":1}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anObjectWithoutTextAndTitleIsNothingToSend() {
        assertThat(refusal("application/json", "{\"alertname\":\"DiskFull\"}").code())
                .isEqualTo("nothing-to-send");
        assertThat(refusal("application/json", "{}").code()).isEqualTo("nothing-to-send");
        assertThat(refusal("application/json", "\"\"").code()).isEqualTo("nothing-to-send");
        assertThat(refusal("application/json", "").code()).isEqualTo("nothing-to-send");
    }

    @Test
    void aTranslatorClaimsItsPayloadBeforeItsMembersAreReadAsFields() {
        JsonTranslator other = (payload, client) -> Optional.empty();
        JsonTranslator grafana = (payload, client) ->
                payload.has("alerts") ? Optional.of(Translation.of(text("told by " + client))) : Optional.empty();
        NotifyReader reader = new NotifyReader(List.of(other, grafana));

        assertThat(reader.read(
                                request("application/json", "{\"title\":\"x\",\"alerts\":[]}"),
                                "ci",
                                MediaWorld.upload())
                        .draft())
                .isEqualTo(text("told by ci"));
        assertThat(reader.read(request("application/json", "{\"title\":\"x\"}"), "ci", MediaWorld.upload())
                        .draft())
                .isEqualTo(titled("x", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\":42|text|'text' must be a string.",
                "\"message\":{\"a\":1}|message|'message' must be a string.",
                "\"text\":[\"a\",\"b\"]|text|'text' must be one string, and is given as a list.",
                "\"title\":true,\"text\":\"x\"|title|'title' must be a string.",
                "\"priority\":\"soon\"|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"priority\":0|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"priority\":6|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"priority\":4.5|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"priority\":1e400|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"priority\":99999999999999999999|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"priority\":[4]|priority|'priority' must be low (or 1, 2), default (3), high (4) or critical (5).",
                "\"tags\":[1]|tags|'tags' must be a list of strings, or one string with commas between the tags.",
                "\"tags\":{\"a\":\"b\"}|tags|'tags' must be a list of strings, or one string with commas between the tags.",
                "\"url\":\"javascript:alert(1)\"|url|'url' must be a link that begins with https:// or http:// and has no spaces.",
                "\"url\":\"https://\"|url|'url' must be a link that begins with https:// or http:// and has no spaces.",
                "\"url\":\"https://a/ b\"|url|'url' must be a link that begins with https:// or http:// and has no spaces.",
                "\"url\":\"example.org\"|url|'url' must be a link that begins with https:// or http:// and has no spaces.",
                "\"ttl\":\"soon\"|ttl|'ttl' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H.",
                "\"ttl\":\"0s\"|ttl|'ttl' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H.",
                "\"ttl\":\"PT-5S\"|ttl|'ttl' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H.",
                "\"ttl\":\"31d\"|ttl|'ttl' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H.",
                "\"ttl\":{}|ttl|'ttl' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H.",
                "\"dedup_key\":7|dedup_key|'dedup_key' must be a string.",
                "\"thread\":[]|thread|'thread' must be one string, and is given as a list.",
            })
    void aValueOutOfRangeIsNamed(String member, String field, String detail) {
        String text = member.contains("\"text\"") || member.contains("message") ? "" : "\"text\":\"x\",";

        assertThat(refusal("application/json", "{" + text + member + "}"))
                .isEqualTo(Problem.of(422, "invalid-field", "A field's value is out of range", detail)
                        .with("field", field));
    }

    @ParameterizedTest
    @CsvSource({
        "title, 1000",
        "dedup_key, 256",
        "thread, 256",
    })
    void linesHaveALongestLength(String field, int longest) {
        String most = "x".repeat(longest);

        assertThat(json("{\"text\":\"a\",\"%s\":\"%s\"}".formatted(field, most)).toString())
                .contains(most);
        assertThat(refusal("application/json", "{\"text\":\"a\",\"%s\":\"%sx\"}".formatted(field, most))
                        .detail())
                .isEqualTo("'%s' has %d characters; at most %d are taken.".formatted(field, longest + 1, longest));
    }

    @Test
    void tagsAreFewAndShort() {
        String twenty = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t";

        assertThat(json("{\"text\":\"a\",\"tags\":\"%s\"}".formatted(twenty)).tags())
                .hasSize(20);
        assertThat(refusal("application/json", "{\"text\":\"a\",\"tags\":\"%s,u\"}".formatted(twenty))
                        .detail())
                .isEqualTo("'tags' are at most 20.");
        assertThat(refusal("application/json", "{\"text\":\"a\",\"tags\":\"%s\"}".formatted("x".repeat(65)))
                        .detail())
                .isEqualTo("Each of 'tags' has at most 64 characters.");
        assertThat(refusal("application/json", "{\"text\":\"a\",\"url\":\"https://a/%s\"}".formatted("x".repeat(2048)))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "1, LOW",
        "2, LOW",
        "3, DEFAULT",
        "4, HIGH",
        "5, CRITICAL",
        "'\"low\"', LOW",
        "'\"Default\"', DEFAULT",
        "'\"HIGH\"', HIGH",
        "'\" critical \"', CRITICAL",
        "'\"4\"', HIGH",
        "null, DEFAULT",
        "'\"\"', DEFAULT"
    })
    void prioritiesHaveNamesAndNumbers(String value, Priority priority) {
        assertThat(json("{\"text\":\"a\",\"priority\":%s}".formatted(value)).priority())
                .isEqualTo(priority);
    }

    @Test
    void aNumberIsATimeToLiveInSeconds() {
        assertThat(json("{\"text\":\"a\",\"ttl\":90}").ttl()).isEqualTo(Duration.ofSeconds(90));
    }
}
