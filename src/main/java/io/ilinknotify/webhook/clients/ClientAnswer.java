package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** An answer as another service gives it. */
record ClientAnswer(int status, String type, String body) {
    Response response() {
        return body.isEmpty()
                ? Response.status(status).build()
                : Response.status(status).type(type).entity(body).build();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ClientAnswer text(int status, String body) {
        return new ClientAnswer(status, MediaType.TEXT_PLAIN, body);
    }

    static ClientAnswer ok(ObjectNode body) {
        return new ClientAnswer(200, MediaType.APPLICATION_JSON, body.toString());
    }

    /** Success that is the same for every message. */
    static BiFunction<JsonNode, OutboxEntry, ClientAnswer> ok(String body) {
        return (payload, entry) -> new ClientAnswer(200, MediaType.APPLICATION_JSON, body);
    }

    /** Refusals in JSON, of a wrong token with the service's own status. */
    static Function<Problem, ClientAnswer> refusing(int wrongToken, Function<Problem, ObjectNode> body) {
        return problem -> new ClientAnswer(
                problem.status() == 401 ? wrongToken : problem.status(),
                MediaType.APPLICATION_JSON,
                body.apply(problem).toString());
    }

    /** The same with a code and a text, as most services have it. */
    static Function<Problem, ClientAnswer> coded(
            String code, int wrongToken, int other, String text, String ofWrongToken) {
        return refusing(401, problem -> {
            boolean wrong = problem.status() == 401;
            return object().put(code, wrong ? wrongToken : other).put(text, wrong ? ofWrongToken : problem.detail());
        });
    }

    static String id(OutboxEntry entry) {
        return entry.notification().id().value();
    }

    static long time(OutboxEntry entry) {
        return entry.notification().createdAt().getEpochSecond();
    }

    static ClientAnswer discord(JsonNode payload, OutboxEntry entry) {
        return JsonText.text(payload, "wait").equals("true")
                ? ok(object().put("id", Long.toString(entry.seq()))
                        .put("type", 0)
                        .put("content", entry.notification().content().text())
                        .put("timestamp", entry.notification().createdAt().toString()))
                : text(204, "");
    }

    /** {@code id} is our place in the order of acceptance, {@code appid} always 1. */
    static ClientAnswer gotify(JsonNode payload, OutboxEntry entry) {
        NotificationDraft content = entry.notification().content();
        return ok(object().put("id", entry.seq())
                .put("appid", 1)
                .put("message", content.text())
                .put("title", content.title() == null ? "" : content.title())
                .put("priority", PushText.gotifyPriority(payload))
                .put(
                        "date",
                        entry.notification()
                                .createdAt()
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString()));
    }

    static ClientAnswer serverchan(JsonNode payload, OutboxEntry entry) {
        ObjectNode answer = object().put("code", 0).put("message", "");
        answer.putObject("data")
                .put("pushid", Long.toString(entry.seq()))
                .put("readkey", id(entry))
                .put("error", "SUCCESS")
                .put("errno", 0);
        return ok(answer);
    }

    static ClientAnswer telegram(JsonNode payload, OutboxEntry entry) {
        ObjectNode answer = object().put("ok", true);
        ObjectNode result = answer.putObject("result").put("message_id", entry.seq());
        result.putObject("chat").put("id", JsonText.text(payload, "chat_id")).put("type", "private");
        result.put("date", time(entry))
                .put("text", entry.notification().content().text());
        return ok(answer);
    }

    static ObjectNode bark(Problem problem) {
        boolean wrong = problem.status() == 401;
        return object().put("code", wrong ? 400 : problem.status())
                .put("message", wrong ? "failed to get device token" : problem.detail())
                .put("timestamp", System.currentTimeMillis() / 1000);
    }

    static ObjectNode pushover(Problem problem) {
        boolean wrong = problem.status() == 401;
        ObjectNode answer = object().put("status", 0).put("request", problem.code());
        answer.putArray("errors").add(wrong ? "application token is invalid" : problem.detail());
        return wrong ? answer.put("token", "invalid") : answer;
    }

    static ClientAnswer slack(Problem problem) {
        return switch (problem.status()) {
            case 401 -> text(403, "invalid_token");
            case 400 -> text(400, "invalid_payload");
            default -> text(problem.status(), problem.code().replace('-', '_'));
        };
    }
}
