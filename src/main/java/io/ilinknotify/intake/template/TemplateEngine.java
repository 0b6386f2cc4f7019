package io.ilinknotify.intake.template;

import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.Shorten;
import io.ilinknotify.intake.alerts.AlertTimes;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.ValueResolver;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An engine that knows nothing of the agent: no settings, no beans, no getters. To what Qute has it adds {@code time} and
 * {@code ago} (of RFC 3339 or seconds since 1970), {@code duration} (of seconds), {@code table} (of a map) and
 * {@code cut(n)}.
 */
final class TemplateEngine {
    private static final int LONGEST_CELL = 200;

    private final AlertTimes times;
    private final Clock clock;

    private TemplateEngine(AlertTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    static Engine create(AlertTimes times, Clock clock) {
        TemplateEngine words = new TemplateEngine(times, clock);
        return Engine.builder()
                .addDefaults()
                .strictRendering(false)
                .addResultMapper(new NothingForMissing())
                .addValueResolver(property("time", words::time))
                .addValueResolver(property("ago", words::ago))
                .addValueResolver(property("duration", words::duration))
                .addValueResolver(property("table", TemplateEngine::table))
                .addValueResolver(ValueResolver.builder()
                        .applyToBaseClass(String.class)
                        .applyToName("cut")
                        .applyToParameters(1)
                        .resolveAsync(TemplateEngine::cut)
                        .build())
                .build();
    }

    /** A member of the payload with that name comes first. */
    private static ValueResolver property(String name, Function<Object, Object> value) {
        return ValueResolver.builder()
                .appliesTo(context -> context.getName().equals(name)
                        && context.getParams().isEmpty()
                        && context.getBase() != null
                        && !(context.getBase() instanceof Map<?, ?> map
                                && (map.containsKey(name) || !name.equals("table"))))
                .resolveSync(context -> value.apply(context.getBase()))
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

    private static Object table(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + Shorten.line(String.valueOf(cell.getValue()), LONGEST_CELL))
                        .collect(Collectors.joining(" · "))
                : value;
    }

    private static CompletionStage<Object> cut(EvalContext context) {
        return context.evaluate(context.getParams().getFirst())
                .thenApply(most -> Shorten.text(
                        String.valueOf(context.getBase()), most instanceof Number n ? Math.max(2, n.intValue()) : 80));
    }

    /** Eleven digits and more are milliseconds: as seconds they would lie in the year 5138. */
    private static @Nullable Instant moment(Object value) {
        if (value instanceof Number number) {
            long n = number.longValue();
            return Math.abs(n) < 100_000_000_000L ? Instant.ofEpochSecond(n) : Instant.ofEpochMilli(n);
        }
        return JsonText.time(String.valueOf(value));
    }

    /** What a payload does not have is not worth a word on the phone. */
    private static final class NothingForMissing implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return result == null || Results.isNotFound(result);
        }

        @Override
        public String map(Object result, Expression expression) {
            return "";
        }
    }
}
