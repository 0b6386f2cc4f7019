package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.notification.NotificationDraft;

import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Knows the JSON of one monitoring system. Every bean of this type is asked about each object that comes to
 * {@code POST /notify}, before its members are read as fields: Grafana's payload has a {@code title} and a
 * {@code message} too.
 */
public interface JsonTranslator {
    /**
     * A foreign payload as a notification.
     *
     * @param draft as it is told the first time
     * @param again the same when it is told for the n-th time; Alertmanager and Grafana repeat what still fires
     */
    record Translation(NotificationDraft draft, LongFunction<NotificationDraft> again) {
        /** One that is told in the same words however often it comes. */
        public static Translation of(NotificationDraft draft) {
            return new Translation(draft, times -> draft);
        }
    }

    /**
     * The notification that the payload's own webhook would make of it; empty when the payload is somebody else's. It
     * claims only what it can tell, and never throws because of what stands in the payload.
     *
     * @param payload the object as it was posted; not to be changed
     */
    Optional<Translation> translate(ObjectNode payload, String client);

    /**
     * The notification of a payload that nobody claims and that has no text or title of ours; empty when it says nothing, or
     * when this one tells only what it knows.
     */
    default Optional<Translation> guess(JsonNode payload, String client) {
        return Optional.empty();
    }
}
