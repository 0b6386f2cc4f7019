package io.ilinknotify.fallback;

import io.ilinknotify.fallback.FallbackTable.Due;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.State;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The one post that stands for the rest of a storm. */
final class Summary {
    private static final int LINES = 50;
    private static final int LONGEST_NAME = 120;

    private Summary() {}

    /**
     * One line for each.
     *
     * @param rest at least one, the most urgent first
     */
    static FallbackPost of(List<Due> rest, Language language) {
        Due first = rest.getFirst();
        Set<State> states = rest.stream().map(Due::state).collect(Collectors.toSet());
        Instant oldest = rest.stream().map(Due::createdAt).min(Instant::compareTo).orElseThrow();
        String lines = rest.stream().limit(LINES).map(Summary::line).collect(Collectors.joining("\n"));
        int unnamed = rest.size() - LINES;
        return new FallbackPost(
                "summary-" + first.id().value(),
                title(rest.size(), language),
                unnamed > 0 ? lines + "\n" + more(unnamed, language) : lines,
                first.priority().code(),
                states.size() == 1 ? first.state().code() : "several",
                null,
                oldest.toString());
    }

    private static String line(Due due) {
        String name = due.name().strip().lines().findFirst().orElse("");
        int length = name.codePointCount(0, name.length());
        String shown =
                length <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
        return due.priority().code() + ", " + due.state().code() + ": " + shown;
    }

    private static String title(int count, Language language) {
        return switch (language) {
            case ZH -> count + " 条通知未确认送达微信";
            case EN -> count == 1
                    ? "1 notification is not known to have reached WeChat"
                    : count + " notifications are not known to have reached WeChat";
        };
    }

    private static String more(int count, Language language) {
        return switch (language) {
            case ZH -> "另有 " + count + " 条";
            case EN -> "and " + count + " more";
        };
    }
}
