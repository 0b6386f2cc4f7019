package io.ilinknotify.webhook;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a sender in the address of a webhook. A wrong value is as good as none: an alert is not refused
 * for it.
 *
 * @param priority instead of what the payload's severity means
 * @param resolved whether the end of an alert is told
 * @param template the operator's template to use instead of the source's own
 * @param dedup what makes two notifications twins
 */
public record WebhookQuery(Optional<Priority> priority, boolean resolved, Optional<String> template, Dedup dedup) {
    /** Nothing was said. */
    public static final WebhookQuery NONE = new WebhookQuery(Optional.empty(), true, Optional.empty(), Dedup.ALERTS);

    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    /** The key that makes two notifications twins. */
    public enum Dedup {
        /** The same group with the same alerts in the same state. */
        ALERTS,
        /** The same group in the same state, whatever its alerts are. */
        GROUP,
        /** Nothing: each is told. */
        OFF
    }

    /** Reads the parameters of an address. */
    public static WebhookQuery of(MultivaluedMap<String, String> parameters) {
        return new WebhookQuery(
                Priority.parse(text(parameters, "priority")),
                !isNo(text(parameters, "resolved")),
                Optional.of(text(parameters, "template")).filter(t -> !t.isBlank()),
                dedupOf(text(parameters, "dedup")));
    }

    private static String text(MultivaluedMap<String, String> parameters, String name) {
        return Objects.requireNonNullElse(parameters.getFirst(name), "");
    }

    /** The same with another notion of twins. */
    public WebhookQuery with(Dedup other) {
        return new WebhookQuery(priority, resolved, template, other);
    }

    /** The notification as these settings want it. */
    public NotificationDraft applied(NotificationDraft draft) {
        NotificationDraft keyed = dedup == Dedup.OFF ? draft.keyed(null, draft.thread()) : draft;
        return priority.map(keyed::with).orElse(keyed);
    }

    private static Dedup dedupOf(String text) {
        if (isNo(text)) {
            return Dedup.OFF;
        }
        return text.strip().equalsIgnoreCase("group") ? Dedup.GROUP : Dedup.ALERTS;
    }

    private static boolean isNo(String text) {
        return NO.contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
