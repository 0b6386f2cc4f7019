package io.ilinknotify.intake;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.media.MediaWorld;
import io.ilinknotify.notification.NotificationDraft;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes, it is a notification that keeps its limits, or a refusal that the design names. */
class NotifyReaderPropertyTest {
    private static final Set<Integer> REFUSALS = Set.of(400, 415, 422);

    private static final List<String> TYPES = List.of(
            "",
            "text/plain",
            "text/plain; charset=utf-16",
            "application/json",
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=iso-8859-1",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "image/png");

    /** Pieces that reach further into the decoders than random bytes do. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "text",
            "\"text\"",
            "\"title\":\"x\"",
            "priority",
            "=",
            "&",
            "%",
            "%e6%bb",
            "+",
            "--b",
            "--b--",
            "\r\n",
            "\r\n\r\n",
            "Content-Disposition: form-data; name=",
            "\"text\"; filename=\"f\"",
            "Content-Type: text/plain; charset=",
            "utf-8",
            "Content-Transfer-Encoding: base64",
            "=?utf-8?q?",
            "?=",
            "1e9999",
            "\\ud800",
            "满",
            "😀",
            "\u0000",
            " ");

    @Property(tries = 3000)
    void neverAnythingButADraftWithinItsLimitsOrADocumentedRefusal(
            @ForAll("types") String type,
            @ForAll("bodies") byte[] body,
            @ForAll("headers") String title,
            @ForAll("headers") String other) {
        try {
            NotifyRequest request = Requests.request(
                    type,
                    body,
                    "Title",
                    title,
                    "Priority",
                    other,
                    "Tags",
                    other,
                    "Click",
                    other,
                    "Idempotency-Key",
                    title);
            assertThat(request.idempotencyKey(Requests.text("a")) == null).isEqualTo(title.isBlank());
            assertWithinLimits(
                    Requests.READER.read(request, "ci", MediaWorld.upload()).draft());
        } catch (ProblemException refusal) {
            assertThat(refusal.problem().status()).isIn(REFUSALS);
            assertThat(refusal.problem().detail()).isNotBlank().hasSizeLessThan(2_000);
        }
    }

    private static void assertWithinLimits(NotificationDraft draft) {
        String title = draft.title() == null ? "" : draft.title();
        assertThat(draft.text().isEmpty() && title.isEmpty()).isFalse();
        for (String text : List.of(draft.text(), title)) {
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
            assertThat(text.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        }
        assertThat(title).doesNotContain("\n");
        assertThat(draft.tags()).hasSizeLessThanOrEqualTo(20);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.oneOf(
                Arbitraries.of(TYPES), Arbitraries.strings().ascii().ofMaxLength(30));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> pieces = Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(25)
                .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(
                bytes, pieces, Combinators.combine(pieces, bytes).as(NotifyReaderPropertyTest::join));
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "high", "db,prod", "https://example.org", "=?utf-8?B?5ruh?="),
                Arbitraries.of(PIECES).list().ofMaxSize(6).map(list -> String.join("", list)),
                Arbitraries.strings().withCharRange('\u0001', '\u00FF').ofMaxLength(40));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
