package io.ilinknotify.status;

import io.ilinknotify.http.Refusal;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which notifications a list shows, as its address says it: the page's and the API's alike. What is empty chooses nothing.
 *
 * @param state a state's code, or {@code open} for all that are not final
 * @param q words to look for
 * @param before the id of the last one on the page before
 */
record NotificationFilter(String state, String priority, String client, String q, String before) {
    private static final String OPEN = "open";
    private static final int LONGEST_WORDS = 100;
    private static final int ON_A_PAGE = 20;
    private static final String STATES =
            Arrays.stream(State.values()).map(State::code).collect(Collectors.joining(", "));

    /**
     * A page of what it shows, newest first, each with the beginning of its text.
     *
     * @param older the address of the next page; {@code null} on the last one
     */
    record Page(
            NotificationFilter filter,
            List<OutboxEntry> entries,
            @Nullable String older) {
        public List<State> states() {
            return List.of(State.values());
        }
    }

    static NotificationFilter of(MultivaluedMap<String, String> query) {
        return new NotificationFilter(
                given(query, "state").toLowerCase(Locale.ROOT),
                given(query, "priority").toLowerCase(Locale.ROOT),
                given(query, "client"),
                given(query, "q"),
                given(query, "before").toUpperCase(Locale.ROOT));
    }

    private static String given(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name)).orElse("").strip();
    }

    /**
     * Understands it.
     *
     * @throws io.ilinknotify.http.ProblemException 422 when a value is none
     */
    OutboxQuery query(int limit) {
        if (q.length() > LONGEST_WORDS) {
            throw Refusal.invalid("q", "'q' must not be longer than " + LONGEST_WORDS + " characters.");
        }
        boolean open = state.equals(OPEN);
        return new OutboxQuery(
                state.isEmpty() || open ? Optional.empty() : Optional.of(parsedState()),
                open,
                priority.isEmpty() ? Optional.empty() : Optional.of(parsedPriority()),
                Optional.of(client).filter(text -> !text.isEmpty()),
                Optional.of(q).filter(text -> !text.isEmpty()),
                before.isEmpty() ? Optional.empty() : Optional.of(parsedBefore()),
                limit);
    }

    Page page(Function<OutboxQuery, List<OutboxEntry>> outbox) {
        // One more than there is room for shows whether another page follows.
        List<OutboxEntry> found = outbox.apply(query(ON_A_PAGE + 1));
        if (found.size() <= ON_A_PAGE) {
            return new Page(this, found, null);
        }
        List<OutboxEntry> shown = found.subList(0, ON_A_PAGE);
        return new Page(this, shown, after(shown.getLast().notification().id().value()));
    }

    private State parsedState() {
        try {
            return State.valueOf(state.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("state", "'state' must be one of " + STATES + ", or " + OPEN + ".");
        }
    }

    private Priority parsedPriority() {
        return Priority.parse(priority)
                .orElseThrow(
                        () -> Refusal.invalid("priority", "'priority' must be one of low, default, high, critical."));
    }

    private NotificationId parsedBefore() {
        if (!NotificationId.isValid(before)) {
            throw Refusal.invalid("before", "'before' must be the id of a notification.");
        }
        return new NotificationId(before);
    }

    /** Tells whether it leaves anything out, but for the newer ones. */
    public boolean isNarrow() {
        return !(state + priority + client + q).isEmpty();
    }

    /** The address of the page that shows the same. */
    public String address() {
        return after(before);
    }

    /** The address of the page that follows the one which ends with this id; of the first one when it is empty. */
    public String after(String id) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("q", q);
        given.put("state", state);
        given.put("priority", priority);
        given.put("client", client);
        given.put("before", id);
        String query = given.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "/" : "/?" + query;
    }
}
