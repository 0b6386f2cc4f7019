package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** {@code curl -F text=hi -F file=@some.png -F file=@report.pdf}: from the request to the phone, cipher and CDN included. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureIT {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");
    private static final byte[] PDF = "%PDF-1.7 of a test".getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension
    final Installation installation = new Installation().set("NOTIFY_LANGUAGE", "en");

    private final Simulator simulator = installation.simulator;
    private final Phone phone = simulator.phone();
    private RunningAgent agent;

    @BeforeAll
    void start() {
        agent = installation.start();
        agent.signIn(simulator);
    }

    @Test
    void whatIsPostedWithATextStandsOnThePhone() {
        String head = "--b\r\nContent-Disposition: form-data; name=\"";
        String form = head + "text\"\r\n\r\nhi\r\n"
                + head + "file\"; filename=\"some.png\"\r\nContent-Type: image/png\r\n\r\n"
                + new String(PNG, StandardCharsets.ISO_8859_1) + "\r\n"
                + head + "file\"; filename=\"report.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                + new String(PDF, StandardCharsets.ISO_8859_1) + "\r\n--b--\r\n";

        HttpResponse<String> answer = agent.calls.answer(agent.calls
                .asSender("/notify?wait=20s")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(form.getBytes(StandardCharsets.ISO_8859_1))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().until(() -> phone.media().size() == 2);

        assertThat(phone.texts()).singleElement().asString().startsWith("hi").contains("some.png", "report.pdf");
        assertThat(phone.media())
                .extracting(RecordedSend.Media::kind, RecordedSend.Media::name)
                .containsExactly(tuple("image", ""), tuple("file", "report.pdf"));
        assertThat(phone.file(phone.media().get(0))).hasValue(PNG);
        assertThat(phone.file(phone.media().get(1))).hasValue(PDF);
        assertThat(phone.quotaUsed()).isEqualTo(3);
        String record = "/notifications/" + json(answer).path("id").asText();
        await().untilAsserted(() -> assertThat(
                        agent.calls.operatorGet(record).path("attachments").findValuesAsText("state"))
                .containsExactly("sent", "sent"));
        JsonNode told = agent.calls.operatorGet(record);
        assertThat(told.path("state").asText()).isEqualTo("sent");
        assertThat(told.path("told").asText()).isEqualTo("whole");
        assertThat(simulator.ilink().violations()).isEmpty();
    }
}
