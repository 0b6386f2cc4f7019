package io.ilinknotify.intake;

import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.media.MediaWorld;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Requests as tests write them down, and what is read from them. */
final class Requests {
    private Requests() {}

    static final NotifyReader READER = new NotifyReader(List.of());

    /** A request with a body of UTF-8. */
    static NotifyRequest request(@Nullable String type, String body, String... headers) {
        return request(type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static NotifyRequest request(@Nullable String type, byte[] body, String... headers) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            values.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
        }
        return new NotifyRequest(ContentType.parse(type), Body.of(body), values, null);
    }

    static NotificationDraft read(@Nullable String type, String body, String... headers) {
        return READER.read(request(type, body, headers), "ci", MediaWorld.upload())
                .draft();
    }

    static NotificationDraft json(String body, String... headers) {
        return read("application/json", body, headers);
    }

    static NotificationDraft form(String body, String... headers) {
        return read("application/x-www-form-urlencoded", body, headers);
    }

    /** The answer to a request that is refused. */
    static Problem refusal(NotifyRequest request, JsonTranslator... translators) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> new NotifyReader(List.of(translators)).read(request, "ci", MediaWorld.upload()))
                .problem();
    }

    static Problem refusal(@Nullable String type, String body, String... headers) {
        return catchThrowableOfType(ProblemException.class, () -> read(type, body, headers))
                .problem();
    }

    /** A notification that is nothing but a text. */
    static NotificationDraft text(String text) {
        return titled(null, text);
    }

    static NotificationDraft titled(@Nullable String title, String text) {
        return new NotificationDraft(
                "ci",
                "notify",
                title,
                text,
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of());
    }
}
