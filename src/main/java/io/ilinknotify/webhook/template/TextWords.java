package io.ilinknotify.webhook.template;

import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.HtmlText;
import io.ilinknotify.webhook.StateWords;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The methods of a value in a template beside those of Qute: {@code time} and {@code ago} of a moment (RFC 3339, or seconds
 * or milliseconds since 1970), {@code duration} of seconds, {@code ordinal} of a number, {@code table} of a map,
 * {@code joined} of a list, {@code cut(n)}, {@code line}, {@code plain}, {@code link} and {@code branch} of a text, and
 * {@code said} of a word of senders in the phone's language. A blank text is as good as none before {@code ?:}.
 */
final class TextWords {
    private static final int LONGEST_CELL = 200;
    /** Qute's own resolver of maps has 1: a member that a payload calls "size" comes before the size of the payload. */
    private static final int BEFORE_QUTE = 10;

    private static final int MOST_JOINED = 10;
    private static final int FEW = 5;
    private static final Pattern BRANCH = Pattern.compile("^refs/(?:heads|tags)/");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()]+");

    private final Language language;
    private final TimeText times;
    private final Clock clock;

    TextWords(Language language, ZoneId zone, Clock clock) {
        this.language = language;
        this.times = new TimeText(language, zone);
        this.clock = clock;
    }

    /** {@code say:new_branch}: a word of our own in the phone's language. */
    NamespaceResolver say() {
        return NamespaceResolver.builder("say")
                .resolve(context -> StateWords.said(context.getName().replace('_', ' '), language))
                .build();
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
            ofValue("said", value -> StateWords.said(String.valueOf(value), language)),
            ofValue(
                    "line",
                    value -> Text.line(
                            String.valueOf(value).strip().lines().findFirst().orElse(""), LONGEST_CELL)),
            ofValue("plain", value -> HtmlText.plain(String.valueOf(value))),
            ofValue("branch", value -> BRANCH.matcher(String.valueOf(value)).replaceFirst("")),
            ofValue("link", TextWords::link),
            ofValue("joined", TextWords::joined),
            ofValue(
                    "few",
                    value -> value instanceof List<?> list ? list.subList(0, Math.min(FEW, list.size())) : value),
            ofValue("more", value -> value instanceof List<?> list ? Math.max(0, list.size() - FEW) : 0),
            ValueResolver.builder()
                    .priority(BEFORE_QUTE)
                    .appliesTo(context ->
                            (context.getName().equals("?:") || context.getName().equals("or"))
                                    && context.getParams().size() == 1
                                    && context.getBase() instanceof String text
                                    && text.isBlank())
                    .resolveAsync(
                            context -> context.evaluate(context.getParams().getFirst()))
                    .build(),
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
                        && !Results.isNotFound(context.getBase())
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

    /** The first link in a text; nothing without one. */
    private static @Nullable Object link(Object text) {
        Matcher link = LINK.matcher(String.valueOf(text));
        return link.find() ? HtmlText.decode(link.group()) : null;
    }

    /** The values of a list on one line. */
    private static Object joined(Object value) {
        return value instanceof Collection<?> list
                ? Text.line(
                        list.stream().limit(MOST_JOINED).map(String::valueOf).collect(Collectors.joining(", ")),
                        LONGEST_CELL)
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
