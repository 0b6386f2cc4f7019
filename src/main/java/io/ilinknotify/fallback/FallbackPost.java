package io.ilinknotify.fallback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.fallback.FallbackTable.Candidate;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Text;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The JSON that the webhook gets; every field is there, also when it is {@code null}.
 *
 * @param id the notification's, {@code summary-} and the id of the first one that it sums up, or {@code test-}
 *     and a number
 * @param text its whole text; of a summary one line each
 * @param priority {@code low}, {@code default}, {@code high} or {@code critical}; of a summary the highest
 * @param state how it stands; of a summary {@code several} when they differ, of a test {@code test}
 * @param createdAt when it was accepted, such as {@code 2026-11-02T01:00:00Z}; of a summary the oldest
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record FallbackPost(
        String id,
        @Nullable String title,
        String text,
        String priority,
        String state,
        @Nullable String reason,
        @JsonProperty("created_at") String createdAt) {
    private static final int LINES = 50;
    private static final int LONGEST_NAME = 120;

    static FallbackPost of(OutboxEntry entry) {
        Reason reason = entry.reason();
        NotificationDraft content = entry.notification().content();
        return new FallbackPost(
                entry.notification().id().value(),
                content.title(),
                content.text(),
                content.priority().code(),
                entry.state().code(),
                reason == null ? null : reason.code(),
                entry.notification().createdAt().toString());
    }

    /** A test that the operator asked for; no notification belongs to it. */
    static FallbackPost test(Instant now, Language language) {
        return new FallbackPost(
                "test-" + now.toEpochMilli(),
                language == Language.ZH ? "测试" : "Test",
                language == Language.ZH ? "ilink-notify 的备用通道可用。" : "The second channel of ilink-notify works.",
                Priority.LOW.code(),
                "test",
                null,
                now.toString());
    }

    /**
     * The one post that stands for the rest of a storm, with a line for each notification.
     *
     * @param rest at least one, the most urgent first
     */
    static FallbackPost summary(List<Candidate> rest, Language language) {
        Candidate first = rest.getFirst();
        Set<State> states = rest.stream().map(Candidate::state).collect(Collectors.toSet());
        Instant oldest =
                rest.stream().map(Candidate::createdAt).min(Instant::compareTo).orElseThrow();
        List<String> lines = new ArrayList<>(
                rest.stream().limit(LINES).map(FallbackPost::line).toList());
        int count = rest.size();
        if (count > LINES) {
            lines.add(language == Language.ZH ? "另有 " + (count - LINES) + " 条" : "and " + (count - LINES) + " more");
        }
        String english = count == 1 ? "1 notification is" : count + " notifications are";
        return new FallbackPost(
                "summary-" + first.id().value(),
                language == Language.ZH ? count + " 条通知未确认送达微信" : english + " not known to have reached WeChat",
                String.join("\n", lines),
                first.priority().code(),
                states.size() == 1 ? first.state().code() : "several",
                null,
                oldest.toString());
    }

    private static String line(Candidate due) {
        String name = due.name().strip().lines().findFirst().orElse("");
        return due.priority().code() + ", " + due.state().code() + ": " + Text.shorten(name, LONGEST_NAME);
    }
}
