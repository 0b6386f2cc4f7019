package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.outbox.OutboxEntry;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as another service gives it. The table has them as JSON with single quotes, in which {@code $name} stands for a
 * value of the notification, of the request or of what is wrong.
 */
record ClientAnswer(int status, String type, String body) {
    private static final Pattern NAME = Pattern.compile("\\$([a-z_]+)");

    Response response() {
        return body.isEmpty()
                ? Response.status(status).build()
                : Response.status(status).type(type).entity(body).build();
    }

    static ClientAnswer text(int status, String body) {
        return new ClientAnswer(status, MediaType.TEXT_PLAIN, body);
    }

    private static ClientAnswer json(int status, String form, UnaryOperator<String> values) {
        String body = NAME.matcher(form.replace('\'', '"')).replaceAll(name -> {
            char[] value = JsonStringEncoder.getInstance().quoteAsString(values.apply(name.group(1)));
            return Matcher.quoteReplacement(new String(value));
        });
        return new ClientAnswer(status, MediaType.APPLICATION_JSON, body);
    }

    static BiFunction<JsonNode, OutboxEntry, ClientAnswer> ok(String form) {
        return (payload, entry) -> json(200, form, name -> value(name, payload, entry));
    }

    /** Knows the notification as it was stored; {@code seq} is its place in the order of acceptance. */
    private static String value(String name, JsonNode payload, OutboxEntry entry) {
        Notification stored = entry.notification();
        return switch (name) {
            case "id" -> stored.id().value();
            case "seq" -> Long.toString(entry.seq());
            case "time" -> Long.toString(stored.createdAt().getEpochSecond());
            case "date" -> stored.createdAt().toString();
            case "title" -> Objects.requireNonNullElse(stored.content().title(), "");
            case "text" -> stored.content().text();
            case "priority" -> Integer.toString(PushText.gotifyPriority(payload));
            default -> JsonText.text(payload, name);
        };
    }

    static Function<Problem, ClientAnswer> refusing(String form) {
        return refusing(form, form);
    }

    static Function<Problem, ClientAnswer> refusing(String ofWrongToken, String other) {
        return refusing(401, ofWrongToken, other);
    }

    /** Refuses a wrong token with the service's own status and words. */
    static Function<Problem, ClientAnswer> refusing(int wrongToken, String ofWrongToken, String other) {
        return problem -> problem.status() == 401
                ? json(wrongToken, ofWrongToken, name -> value(name, problem))
                : json(problem.status(), other, name -> value(name, problem));
    }

    private static String value(String name, Problem problem) {
        return switch (name) {
            case "status" -> Integer.toString(problem.status());
            case "code" -> problem.code();
            case "title" -> problem.title();
            case "now" -> Long.toString(System.currentTimeMillis() / 1000);
            default -> problem.detail();
        };
    }

    static ClientAnswer discord(JsonNode payload, OutboxEntry entry) {
        return JsonText.text(payload, "wait").equals("true")
                ? ok("{'id':'$seq','type':0,'content':'$text','timestamp':'$date'}")
                        .apply(payload, entry)
                : text(204, "");
    }

    static ClientAnswer slack(Problem problem) {
        return switch (problem.status()) {
            case 401 -> text(403, "invalid_token");
            case 400 -> text(400, "invalid_payload");
            default -> text(problem.status(), problem.code().replace('-', '_'));
        };
    }
}
