package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Page and JSON tell how a file stands, whatever became of it. The account that cannot upload comes last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FileStatesIT {
    @RegisterExtension
    final Installation installation =
            new Installation().set("NOTIFY_LANGUAGE", "en").set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s");

    private final Simulator simulator = installation.simulator;
    private final Phone phone = simulator.phone();
    private RunningAgent agent;

    @BeforeAll
    void start() {
        agent = installation.start();
        agent.signIn(simulator);
    }

    @Test
    @Order(1)
    void aFileThatIsRefusedWaitsForTheOperator() {
        simulator.ilink().next(Endpoint.UPLOAD, new Fault.RefusedUpload(400, "file type not allowed"));
        String id = post();
        awaitFile(id, "held");

        assertThat(file(id).path("reason").asText()).isEqualTo("rejected");
        assertThat(told(id)).isEqualTo("sent line");
        assertThat(page("/status/notifications/" + id))
                .contains("report.pdf", "WeChat refused this one", "file type not allowed");
        assertThat(page("/")).contains("action=\"/status/give-up\"");
        assertThat(phone.quotaUsed()).isEqualTo(1);

        agent.calls.operatorForm("/status/give-up", "id=" + id);
        awaitFile(id, "failed");
        agent.calls.operatorForm("/status/retry", "id=" + id);
        awaitFile(id, "sent");
        assertThat(told(id)).isEqualTo("sent whole");
    }

    @Test
    @Order(2)
    void aFileWhoseAnswerWasLostIsUnknown() {
        int before = phone.texts().size();
        String id = post();
        await().until(() -> phone.texts().size() > before);
        simulator.ilink().next(Endpoint.SEND, Fault.lostAfter());
        awaitFile(id, "unknown");

        assertThat(told(id)).isEqualTo("sent line");
        assertThat(page("/status/notifications/" + id)).contains("report.pdf", "unknown");
    }

    @Test
    @Order(3)
    void ofAnAccountThatCannotUploadOnlyTheTextIsSent() {
        phone.write("hello again");
        await().until(() ->
                agent.calls.operatorGet("/status").at("/window/used").asInt() == 0);
        simulator.ilink().next(Endpoint.UPLOAD_URL, new Fault.RefusedCall(-1, "no permission"));
        String id = post();
        awaitFile(id, "held");

        assertThat(file(id).path("reason").asText()).isEqualTo("cannot-upload");
        assertThat(told(id)).isEqualTo("sent line");
        assertThat(agent.calls
                        .operatorGet("/status")
                        .at("/sender/cannot_upload_until")
                        .isTextual())
                .isTrue();
        assertThat(page("/")).contains("id=\"cannot-upload\"", "the account cannot upload files for now");
        assertThat(agent.calls.answer(agent.calls.management("/q/metrics")).body())
                .containsPattern("(?m)^ilink_notify_cannot_upload\\S* 1\\.0$")
                .containsPattern("(?m)^ilink_notify_uploads_total\\S*outcome=\"unable\"");
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    private String post() {
        String form = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhi\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"report.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF-1.7 of a test\r\n--b--\r\n";
        HttpResponse<String> answer = agent.calls.answer(agent.calls
                .asSender("/notify?wait=20s")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("id").asText();
    }

    private JsonNode file(String id) {
        return agent.calls.record(id).at("/attachments/0");
    }

    private void awaitFile(String id, String state) {
        await().until(() -> file(id).path("state").asText(), state::equals);
    }

    private String told(String id) {
        JsonNode record = agent.calls.record(id);
        return record.path("state").asText() + " " + record.path("told").asText();
    }

    private String page(String path) {
        return agent.calls
                .answer(agent.calls.asOperator(path).header("Accept", "text/html"))
                .body();
    }
}
