package io.ilinknotify.ilink;

import io.ilinknotify.ilink.UpdatesOutcome.Received;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a faulty server answers, reading it ends soon, in an outcome, and keeps little. */
class HostileAnswerTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    private static final List<String> SECRETS = List.of("b".repeat(300));
    /** Some 20 ms on a quiet machine; what is quadratic takes minutes. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static String filled(String before, String piece, String after) {
        return before + piece.repeat((LARGEST - before.length() - after.length()) / piece.length()) + after;
    }

    static Stream<String> bodies() {
        String confirmed =
                "{\"status\":\"confirmed\",\"bot_token\":\"t\",\"ilink_bot_id\":\"b\",\"ilink_user_id\":\"u\",\"baseurl\":\"";
        return Stream.of(
                filled("[", "{},", "{}]"),
                filled("{\"msgs\":[", "{},", "{}]}"),
                filled("{\"msgs\":[{\"from_user_id\":\"u\",\"message_type\":1,\"item_list\":[", "{},", "{}]}]}"),
                filled("{\"msgs\":[", "{\"from_user_id\":\"u\"},", "1]}"),
                filled("{\"msgs\":[", "{\"from_user_id\":\"u\",\"message_type\":1,\"item_list\":[1]},", "1]}"),
                filled("{\"msgs\":[", "[[[],[]]],", "[]]}"),
                filled("{\"msgs\":", "[", ""),
                filled("", "{\"a\":", ""),
                filled("{\"ret\":", "9", "}"),
                filled("{\"ret\":1e", "9", "}"),
                filled("{\"ret\":\"", " ", "\"}"),
                filled("{\"", "n", "\":1}"),
                filled("{\"ret\":-2,\"errmsg\":\"", "b", "\"}"),
                filled("{\"ret\":-2,\"errmsg\":\"", " \\n", "x\"}"),
                filled("{\"message_id\":\"", "7", "\"}"),
                filled("{\"status\":\"", "s ", "\"}"),
                filled("{\"status\":\"scaned_but_redirect\",\"redirect_host\":\"", "/", "x\"}"),
                filled("{\"status\":\"scaned_but_redirect\",\"redirect_host\":\"", "a.", "x\"}"),
                filled(confirmed + "https://ilinkai.weixin.qq.com", "/", "x\"}"),
                filled(confirmed, "%", "\"}"),
                filled("{\"qrcode\":\"", "q", "\",\"qrcode_img_content\":\"x\"}"),
                filled("{\"qrcode\":\"q\",\"qrcode_img_content\":\"", "x", "\"}"),
                IntStream.range(0, 150_000)
                        .mapToObj(i -> "\"f" + i + "\":1")
                        .collect(Collectors.joining(",", "{", "}")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isReadSoon(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        // The time of this thread, so that a busy machine is no slow reader.
        long begun = THREADS.getCurrentThreadCpuTime();
        readAll(200, bytes);
        Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - begun);

        assertThat(took).isLessThan(SOON);
    }

    @Test
    void malformedMessagesAreCountedAndTheOthersRead() {
        String message = "{\"message_id\":7,\"from_user_id\":\"u\",\"message_type\":1,\"context_token\":\"c\"}";
        String body = filled("{\"msgs\":[" + message + ",", "{},", message + "],\"get_updates_buf\":\"next\"}");

        assertThat(updates(200, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Received.class, received -> {
                    assertThat(received.messages()).hasSize(2);
                    assertThat(received.malformed()).isGreaterThan(690_000);
                    assertThat(received.cursor()).isEqualTo("next");
                });
    }

    @Test
    void aMessageThatIsTooLongIsSkippedAlone() {
        String message = "{\"message_id\":7,\"from_user_id\":\"u\",\"note\":\"好]}\\\"\"}";
        String body = "{\"msgs\":[" + message + ",{\"x\":\"" + "y".repeat(300_000) + "\"}," + message + "]}";

        assertThat(updates(200, body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Received.class, received -> {
                    assertThat(received.messages())
                            .extracting(InboundMessage::messageId)
                            .containsExactly("7", "7");
                    assertThat(received.malformed()).isEqualTo(1);
                });
    }

    @Test
    void anAccountThatNoRequestCouldCarryIsNotTaken() {
        String body = "{\"status\":\"confirmed\",\"bot_token\":\"%s\",\"ilink_bot_id\":\"b\",\"ilink_user_id\":\"u\"}";

        for (String token : List.of("a\\nb", "好", "x".repeat(5_000))) {
            assertThat(status(200, body.formatted(token).getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(QrStatus.Failed.class);
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void garbageEndsInAnOutcome(@ForAll("answers") String body, @ForAll @IntRange(min = 100, max = 999) int status) {
        readAll(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Objects with the names that are read and values of any kind, whole and cut. */
    @Provide
    Arbitrary<String> answers() {
        Arbitrary<String> scalars = Arbitraries.of(
                "0",
                "-14",
                "-2",
                "1e400",
                "9".repeat(99),
                "null",
                "true",
                "\"\"",
                "\"confirmed\"",
                "\"\\ud800\"",
                "\"//\"",
                "\"scaned_but_redirect\"",
                "\"http://[::1\"",
                "\"ilinkai.weixin.qq.com:99999\"",
                "{}",
                "[]",
                "\"\\u0000\"");
        Arbitrary<String> names = Arbitraries.of(
                "ret",
                "errcode",
                "errmsg",
                "message_id",
                "msgs",
                "get_updates_buf",
                "longpolling_timeout_ms",
                "status",
                "redirect_host",
                "bot_token",
                "ilink_bot_id",
                "ilink_user_id",
                "baseurl",
                "qrcode",
                "qrcode_img_content",
                "from_user_id",
                "message_type",
                "context_token",
                "create_time_ms",
                "item_list");
        Arbitrary<String> values = Arbitraries.lazyOf(() -> scalars, () -> object(names, scalars), () -> list(scalars));
        Arbitrary<String> deep =
                Arbitraries.oneOf(values, list(object(names, values)), list(list(values)), Arbitraries.strings());
        Arbitrary<String> whole = object(names, deep);
        Arbitrary<String> cut = whole.flatMap(
                text -> Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end)));
        return Arbitraries.oneOf(whole, whole, cut);
    }

    private static Arbitrary<String> object(Arbitrary<String> names, Arbitrary<String> values) {
        return names.flatMap(name -> values.map(value -> "\"" + name + "\":" + value))
                .list()
                .ofMaxSize(8)
                .map(fields -> "{" + String.join(",", fields) + "}");
    }

    private static Arbitrary<String> list(Arbitrary<String> values) {
        return values.list().ofMaxSize(5).map(elements -> "[" + String.join(",", elements) + "]");
    }

    private static void readAll(int status, byte[] body) {
        List<Object> outcomes = List.of(
                updates(status, body),
                status(status, body),
                QrCodeOutcome.of(reply(status, body)),
                SendOutcome.of(reply(status, body)),
                ConnectionOutcome.of(reply(status, body)));

        assertThat(outcomes.toString()).doesNotContain("b".repeat(12));
    }

    private static UpdatesOutcome updates(int status, byte[] body) {
        return UpdatesOutcome.of(new CallResult.Answered(status, Map.of(), body), Duration.ofSeconds(10), SECRETS);
    }

    private static QrStatus status(int status, byte[] body) {
        return QrStatus.of(reply(status, body), BASE, BASE, SECRETS);
    }

    private static Reply reply(int status, byte[] body) {
        return Reply.of(new CallResult.Answered(status, Map.of(), body), SECRETS);
    }
}
