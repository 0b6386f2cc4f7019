package io.ilinknotify.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Some clients can carry their token in the address only: it is in no line of a log, and in no answer. */
class QueryTokensIT {
    private static final String WRONG = "wrong-" + UUID.randomUUID();

    @RegisterExtension
    final Installation installation =
            new Installation().set("QUARKUS_LOG_LEVEL", "DEBUG").set("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");

    private final List<HttpResponse<String>> answers = new ArrayList<>();

    @Test
    void aTokenInTheAddressIsInNoLogAndInNoAnswer() {
        RunningAgent agent = installation.start();
        for (String token : List.of(installation.senderToken, WRONG)) {
            for (String path : List.of(
                    "/webhook/slack?token=%s",
                    "/webhook/wecom?key=%s",
                    "/gotify/message?token=%s",
                    "/webhook/alertmanager?token=%s",
                    "/webhook/slack?x=%%25&token=%s",
                    "/webhook/slack?token=%s&token=%1$s",
                    "/notify?token=%s",
                    "/nowhere?token=%s")) {
                String address = path.formatted(token);
                post(agent, address, "{\"text\":\"x\",\"message\":\"x\"}");
                post(agent, address, "{}");
                answers.add(agent.calls.answer(agent.calls.request(address)));
            }
        }
        agent.terminate();

        agent.awaitExit(RealProgram.PATIENCE);
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 401, 400);
        assertThat(answers).extracting(HttpResponse::body).noneMatch(body -> body.contains(WRONG));
        assertThat(answers).extracting(HttpResponse::body).noneMatch(body -> body.contains(installation.senderToken));
        String printed = installation.printed();
        assertThat(printed).contains("DEBUG", "\"POST /webhook/slack\" 200");
        assertThat(printed.lines())
                .filteredOn(line -> line.contains(WRONG) || line.contains(installation.senderToken))
                .isEmpty();
    }

    private void post(RunningAgent agent, String address, String body) {
        answers.add(agent.calls.answer(agent.calls
                .request(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
    }
}
