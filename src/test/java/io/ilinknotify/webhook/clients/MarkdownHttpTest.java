package io.ilinknotify.webhook.clients;

import io.ilinknotify.intake.FakedIntake;
import io.ilinknotify.notification.NotificationDraft;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a text is Markdown may stand in a header, in the query, or in the type. */
@QuarkusTest
class MarkdownHttpTest extends FakedIntake {
    @ParameterizedTest
    @CsvSource({
        "/ntfy/ops,X-Markdown,true,true",
        "/ntfy/ops,Markdown,yes,true",
        "/ntfy/ops,md,1,true",
        "/ntfy/ops,md,no,false",
        "/ntfy/ops?markdown=1,X-Title,t,true",
        "/ntfy/ops,Content-Type,text/markdown; charset=utf-8,true",
        "/ntfy/ops,Content-Type,text/plain,false",
        "/notify,Content-Type,text/markdown,true",
        "/notify,Content-Type,text/plain,false"
    })
    void theRequestSaysIt(String path, String header, String value, boolean markdown) {
        client().header(header, value)
                .body("# x".getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then()
                .statusCode(path.equals("/notify") ? 202 : 200);

        assertThat(outbox.drafts).extracting(NotificationDraft::text).containsExactly("# x");
        assertThat(outbox.drafts).extracting(NotificationDraft::markdown).containsExactly(markdown);
    }
}
