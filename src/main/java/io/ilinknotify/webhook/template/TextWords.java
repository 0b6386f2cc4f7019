package io.ilinknotify.webhook.template;

import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Text;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.ValueResolver;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a template can say of a value beside what Qute has: {@code time} and {@code ago} of a moment (RFC 3339, or seconds
 * or milliseconds since 1970), {@code duration} of seconds, {@code ordinal} of a number, {@code table} of a map, and
 * {@code cut(n)} of a text.
 */
final class TextWords {
    private static final int LONGEST_CELL = 200;
    /** Qute's own resolver of maps has 1: a member that a payload calls "size" comes before the size of the payload. */
    private static final int BEFORE_QUTE = 10;

    private final TimeText times;
    private final Clock clock;

    TextWords(Language language, ZoneId zone, Clock clock) {
        this.times = new TimeText(language, zone);
        this.clock = clock;
    }

    ValueResolver[] resolvers() {
        return new ValueResolver[] {
            ValueResolver.builder()
                    .priority(BEFORE_QUTE)
                    .appliesTo(context -> context.getParams().isEmpty()
                            && context.getBase() instanceof Map<?, ?> map
                            && map.get(context.getName()) != null)
                    .resolveSync(TextWords::member)
                    .build(),
            ofValue("time", this::time),
            ofValue("ago", this::ago),
            ofValue("duration", this::duration),
            ofValue("ordinal", value -> value instanceof Number n ? times.ordinal(n.longValue()) : value),
            ofValue("table", value -> value),
            ofMap("table", TextWords::table),
            ValueResolver.builder()
                    .applyToBaseClass(String.class)
                    .applyToName("cut")
                    .applyToParameters(1)
                    .resolveAsync(TextWords::cut)
                    .build()
        };
    }

    private static @Nullable Object member(EvalContext context) {
        return context.getBase() instanceof Map<?, ?> map ? map.get(context.getName()) : null;
    }

    /** A word of single values; of a map it is a member that is not there. */
    private static ValueResolver ofValue(String name, Function<Object, Object> value) {
        return ValueResolver.builder()
                .appliesTo(context -> context.getName().equals(name)
                        && context.getParams().isEmpty()
                        && context.getBase() != null
                        && !(context.getBase() instanceof Map<?, ?>))
                .resolveSync(context -> value.apply(context.getBase()))
                .build();
    }

    private static ValueResolver ofMap(String name, Function<Map<?, ?>, Object> value) {
        return ValueResolver.builder()
                .priority(BEFORE_QUTE - 1)
                .appliesTo(context -> context.getName().equals(name)
                        && context.getParams().isEmpty()
                        && context.getBase() instanceof Map<?, ?>)
                .resolveSync(context -> value.apply((Map<?, ?>) context.getBase()))
                .build();
    }

    private Object time(Object value) {
        Instant time = moment(value);
        return time == null ? value : times.moment(time, clock.instant());
    }

    private Object ago(Object value) {
        Instant time = moment(value);
        return time == null ? value : times.length(Duration.between(time, clock.instant()));
    }

    private Object duration(Object value) {
        return value instanceof Number seconds
                ? times.length(Duration.ofMillis(Math.round(seconds.doubleValue() * 1000)))
                : value;
    }

    private static Object table(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(cell -> cell.getKey() + "=" + Text.line(String.valueOf(cell.getValue()), LONGEST_CELL))
                .collect(Collectors.joining(" · "));
    }

    private static CompletionStage<Object> cut(EvalContext context) {
        return context.evaluate(context.getParams().getFirst())
                .thenApply(most -> Text.shorten(
                        String.valueOf(context.getBase()), most instanceof Number n ? Math.max(2, n.intValue()) : 80));
    }

    /** Eleven digits and more are milliseconds: as seconds they would lie in the year 5138. */
    private static @Nullable Instant moment(Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case Number number -> {
                long n = number.longValue();
                yield Math.abs(n) < 100_000_000_000L ? Instant.ofEpochSecond(n) : Instant.ofEpochMilli(n);
            }
            default -> JsonText.time(String.valueOf(value));
        };
    }
}
