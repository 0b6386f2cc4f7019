package io.ilinknotify.intake;

import io.ilinknotify.http.Problem;
import io.ilinknotify.media.MediaWorld;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.intake.Requests.form;
import static io.ilinknotify.intake.Requests.refusal;
import static io.ilinknotify.intake.Requests.request;
import static io.ilinknotify.intake.Requests.text;
import static io.ilinknotify.intake.Requests.titled;
import static org.assertj.core.api.Assertions.assertThat;

class FormBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "disk full",
                "disk full & more=stuff",
                "load=5&disk=full",
                "100%",
                "a+b=c",
                "{\"level\":\"x\"}",
                "磁盘满了",
                "text",
                "=text",
                "text=load is high&host=web1",
                "text=R&D is down",
                "text=full\nhost=web1&x=<y>",
                "priority=high&host=web1"
            })
    void aSentenceIsTheText(String body) {
        assertThat(form(body)).isEqualTo(text(body));
    }

    @Test
    void knownNamesAreFields() {
        NotificationDraft draft = form("text=disk+full%21%0A%E6%BB%A1&title=Backup&priority=5&tags=db%2Cprod&tags=night"
                + "&url=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b%3D2&dedup_key=backup&thread=t1&ttl=90s");

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "notify",
                        "Backup",
                        "disk full!\n满",
                        Priority.CRITICAL,
                        List.of("db", "prod", "night"),
                        "https://example.org/?a=1&b=2",
                        "backup",
                        "t1",
                        Duration.ofSeconds(90),
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"text", "message", "body", "content", "desp", "msg"})
    void everyAliasIsTheText(String name) {
        assertThat(form(name + "=disk full&title=x")).isEqualTo(titled("x", "disk full"));
    }

    @Test
    void aFormMayBeWrittenByHand() {
        assertThat(form("text=disk 100% full #42; 50%ad, a+b\n")).isEqualTo(text("disk 100% full #42; 50%ad, a b"));
        assertThat(form("&text=磁盘&&title=满&")).isEqualTo(titled("满", "磁盘"));
    }

    @Test
    void anEncodedFormMayHaveNamesThatWeDoNotKnow() {
        assertThat(form("title=Build%20failed&desp=step+3&channel=9&short="))
                .isEqualTo(titled("Build failed", "step 3"));
    }

    @Test
    void theFirstNameWithAValueWins() {
        assertThat(form("msg=c&message=b&text=")).isEqualTo(text("b"));
    }

    @Test
    void aFieldIsGivenOnce() {
        Problem problem = refusal("application/x-www-form-urlencoded", "text=a&text=b");

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).isEqualTo("'text' must be one string, and is given as a list.");
    }

    @Test
    void aFormOfOtherFieldsSaysNothing() {
        assertThat(refusal("application/x-www-form-urlencoded", "priority=high&text=")
                        .code())
                .isEqualTo("nothing-to-send");
    }

    @Test
    void escapesAreReadInTheDeclaredCharset() {
        assertThat(form("text=Gr%C3%B6%C3%9Fe")).isEqualTo(text("Größe"));
        assertThat(Requests.read("application/x-www-form-urlencoded; charset=ISO-8859-1", "text=Gr%F6%DFe"))
                .isEqualTo(text("Größe"));
    }

    @Test
    void aMillionAmpersandsAreAText() {
        String body = "text=a&".repeat(10_000);

        assertThat(form(body)).isEqualTo(text(body));
    }

    @Test
    void partsOfAMultipartBodyAreFields() {
        NotificationDraft draft = multipart("""
                --b
                Content-Disposition: form-data; name="text"

                disk full
                & 满
                --b
                Content-Disposition: form-data; name="priority"
                Content-Type: text/plain; charset=utf-8

                high
                --b
                Content-Disposition: form-data; name="tags"

                db,prod
                --b
                Content-Disposition: form-data; name="tags"

                night
                --b
                Content-Disposition: form-data; name="unknown"

                ignored
                --b--
                """);

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "notify",
                        null,
                        "disk full\n& 满",
                        Priority.HIGH,
                        List.of("db", "prod", "night"),
                        null,
                        null,
                        null,
                        null,
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @Test
    void aFileWithoutANameIsRefused() {
        Problem problem = multipartRefusal("""
                --b
                Content-Disposition: form-data; name="file"

                bytes
                --b--
                """);

        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).isEqualTo("A file needs a name, as curl -F file=@report.pdf gives it one.");
    }

    @Test
    void aFileInputLeftAloneIsNoFile() {
        assertThat(multipart("""
                        --b
                        Content-Disposition: form-data; name="upload"; filename=""
                        Content-Type: application/octet-stream


                        --b
                        Content-Disposition: form-data; name="text"

                        full
                        --b--
                        """)).isEqualTo(text("full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nfull",
                "--b\r\nContent-Disposition: form-data\r\n\r\nfull\r\n--b--\r\n",
                "--b\r\nnonsense\r\n\r\nfull\r\n--b--\r\n",
            })
    void aBrokenMultipartBodyIsRefused(String body) {
        Problem problem = refusal("multipart/form-data; boundary=b", body);

        assertThat(problem.status()).isEqualTo(400);
    }

    @Test
    void aMultipartBodyNeedsItsBoundary() {
        assertThat(refusal("multipart/form-data", "--b--").detail())
                .isEqualTo("The Content-Type multipart/form-data names no boundary.");
    }

    @Test
    void thePartsOfAMultipartBodyMayHaveCharsets() {
        String head = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\nContent-Type: text/plain; charset=";

        assertThat(Requests.READER
                        .read(
                                request(
                                        "multipart/form-data; boundary=b",
                                        (head + "ISO-8859-1\r\n\r\nGröße\r\n--b--\r\n")
                                                .getBytes(StandardCharsets.ISO_8859_1)),
                                "ci",
                                MediaWorld.upload())
                        .draft())
                .isEqualTo(text("Größe"));
        assertThat(Requests.READER
                        .read(
                                request(
                                        "multipart/form-data; boundary=b",
                                        (head + "gbk\r\n\r\n" + "磁盘".repeat(10_000) + "\r\n--b--\r\n")
                                                .getBytes(Charset.forName("GBK"))),
                                "ci",
                                MediaWorld.upload())
                        .draft())
                .isEqualTo(text("磁盘".repeat(10_000)));
        assertThat(refusal("multipart/form-data; boundary=b", head + "nonsense\r\n\r\nx\r\n--b--\r\n")
                        .status())
                .isEqualTo(415);
    }

    private static NotificationDraft multipart(String body) {
        return Requests.read("multipart/form-data; boundary=b", body.replace("\n", "\r\n"));
    }

    private static Problem multipartRefusal(String body) {
        return refusal("multipart/form-data; boundary=b", body.replace("\n", "\r\n"));
    }
}
