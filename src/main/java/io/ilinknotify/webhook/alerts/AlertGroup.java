package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The alerts that one webhook tells.
 *
 * @param receiver who it is for, in the sender's settings; may be empty
 * @param resolved whether the group as a whole has ended
 * @param groupKey the sender's name of the group; {@code null} from old senders
 * @param groupLabels what all of the group have in common by the sender's choice
 * @param title the contact point's own title, if it has one
 * @param message the contact point's own message, else what the sender says of an empty group; may be empty
 * @param truncated how many the sender left out
 * @param externalUrl where the sender's own page is, if told
 */
record AlertGroup(
        String receiver,
        boolean resolved,
        @Nullable String groupKey,
        Map<String, String> groupLabels,
        String title,
        String message,
        List<Alert> alerts,
        int truncated,
        @Nullable String externalUrl) {
    AlertGroup {
        alerts = List.copyOf(alerts);
    }

    /** The same with those only that still fire. */
    AlertGroup firingOnly() {
        List<Alert> firing = alerts.stream().filter(alert -> !alert.resolved()).toList();
        return new AlertGroup(
                receiver, resolved, groupKey, groupLabels, title, message, firing, truncated, externalUrl);
    }

    Phase phase() {
        boolean ended = alerts.isEmpty() ? resolved : alerts.stream().allMatch(Alert::resolved);
        return ended ? Phase.RESOLVED : Phase.FIRING;
    }

    /** The most urgent of what fires; of what ended when nothing fires any more. */
    Priority priority() {
        boolean over = phase() == Phase.RESOLVED;
        Stream<Alert> counted = alerts.stream().filter(alert -> over || !alert.resolved());
        return counted.map(Alert::priority).max(Comparator.naturalOrder()).orElse(Priority.DEFAULT);
    }

    /** Tells whether each of its alerts says when it began. */
    boolean isDated() {
        return !alerts.isEmpty() && alerts.stream().allMatch(alert -> alert.startsAt() != null);
    }

    long firing() {
        return alerts.stream().filter(alert -> !alert.resolved()).count();
    }

    long ended() {
        return alerts.size() - firing();
    }
}
