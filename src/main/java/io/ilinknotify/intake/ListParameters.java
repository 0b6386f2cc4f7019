package io.ilinknotify.intake;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxQuery;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of {@code GET /notifications}; a wrong one is 422. */
final class ListParameters {
    private static final int USUAL_LIMIT = 50;
    private static final int GREATEST_LIMIT = 500;

    private ListParameters() {}

    /**
     * What is asked for.
     *
     * @param client whose notifications may be seen; empty for all
     */
    static OutboxQuery parse(
            @Nullable String state, @Nullable String limit, @Nullable String before, Optional<String> client) {
        return new OutboxQuery(
                given(state).map(ListParameters::state),
                client,
                given(before).map(ListParameters::id),
                given(limit).map(ListParameters::limit).orElse(USUAL_LIMIT));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static State state(String code) {
        return Arrays.stream(State.values())
                .filter(state -> state.code().equals(code.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "state",
                        "'state' must be one of "
                                + Arrays.stream(State.values()).map(State::code).collect(Collectors.joining(", "))
                                + "."));
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= GREATEST_LIMIT) {
                return limit;
            }
        }
        throw Refusal.invalid("limit", "'limit' must be from 1 to " + GREATEST_LIMIT + ".");
    }

    private static NotificationId id(String text) {
        String id = text.toUpperCase(Locale.ROOT);
        if (!NotificationId.isValid(id)) {
            throw Refusal.invalid("before", "'before' must be the id of a notification.");
        }
        return new NotificationId(id);
    }
}
