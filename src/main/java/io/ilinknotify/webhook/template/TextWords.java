package io.ilinknotify.webhook.template;

import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.ShortTime;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.HtmlText;
import io.ilinknotify.webhook.StateWords;
import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.Mapper;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The methods of a value in a template beside those of Qute: {@code time} and {@code ago} of a moment (RFC 3339, or seconds
 * or milliseconds since 1970), {@code duration} of seconds, {@code ordinal} of a number, {@code table} of a map,
 * {@code joined} of a list, {@code cut(n)}, {@code line}, {@code plain}, {@code link} and {@code branch} of a text, and
 * {@code said} of a word of senders in the phone's language. A blank text is as good as none before {@code ?:}.
 */
record TextWords(Language language, ZoneId zone, Clock clock) implements ValueResolver {
    private static final int LONGEST_CELL = 200;
    private static final int MOST_JOINED = 10;
    private static final int FEW = 5;
    private static final Pattern BRANCH = Pattern.compile("^refs/(?:heads|tags)/");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()]+");
    private static final List<String> CHINESE_UNITS = List.of("天", "小时", "分", "秒");
    private static final List<String> ENGLISH_UNITS = List.of("d", "h", "m", "s");
    private static final List<String> ENGLISH_ENDS = List.of("th", "st", "nd", "rd");

    /** {@code say:new_branch}: a word of our own in the phone's language. */
    NamespaceResolver say() {
        return NamespaceResolver.builder("say")
                .resolve(context -> StateWords.said(context.getName().replace('_', ' '), language))
                .build();
    }

    /** Qute's own resolver of maps has 1: a member that a payload calls "size" comes before the size of the payload. */
    @Override
    public int getPriority() {
        return 10;
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        Object value = context.getBase();
        Object said = null;
        // A Mapper holds the variable of a loop, which may be called as a word is.
        boolean isValue = value != null && !Results.isNotFound(value) && !(value instanceof Mapper);
        if (context.getParams().isEmpty() && isValue) {
            said = value instanceof Map<?, ?> map ? ofMap(map, context.getName()) : ofValue(value, context.getName());
        } else if (context.getParams().size() == 1 && value instanceof String text) {
            Expression parameter = context.getParams().getFirst();
            switch (context.getName()) {
                case "cut" -> {
                    return context.evaluate(parameter).thenApply(most -> cut(text, most));
                }
                case "?:", "or" -> {
                    return text.isBlank() ? context.evaluate(parameter) : Results.notFound(context);
                }
                default -> {}
            }
        }
        return said == null ? Results.notFound(context) : CompletedStage.of(said);
    }

    private static @Nullable Object ofMap(Map<?, ?> map, String name) {
        Object member = map.get(name);
        return member == null && name.equals("table") ? table(map) : member;
    }

    private @Nullable Object ofValue(Object value, String name) {
        return switch (name) {
            case "time" -> time(value);
            case "ago" -> ago(value);
            case "duration" -> duration(value);
            case "ordinal" -> value instanceof Number n ? ordinal(n.longValue()) : value;
            case "table" -> value;
            case "said" -> StateWords.said(String.valueOf(value), language);
            case "line" ->
                Text.line(String.valueOf(value).strip().lines().findFirst().orElse(""), LONGEST_CELL);
            case "plain" -> HtmlText.plain(String.valueOf(value));
            case "branch" -> BRANCH.matcher(String.valueOf(value)).replaceFirst("");
            case "link" -> link(String.valueOf(value));
            case "joined" -> joined(value);
            case "few" -> value instanceof List<?> list ? list.subList(0, Math.min(FEW, list.size())) : value;
            case "more" -> value instanceof List<?> list ? Math.max(0, list.size() - FEW) : 0;
            default -> null;
        };
    }

    private Object time(Object value) {
        Instant time = moment(value);
        return time == null ? value : new ShortTime(zone).of(time, clock.instant());
    }

    private Object ago(Object value) {
        Instant time = moment(value);
        return time == null ? value : length(Duration.between(time, clock.instant()));
    }

    private Object duration(Object value) {
        return value instanceof Number seconds
                ? length(Duration.ofMillis(Math.round(seconds.doubleValue() * 1000)))
                : value;
    }

    /** The first link in a text; nothing without one. */
    private static @Nullable String link(String text) {
        Matcher link = LINK.matcher(text);
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

    private static String cut(String text, Object most) {
        return Text.shorten(text, most instanceof Number n ? Math.max(2, n.intValue()) : 80);
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

    /** The largest unit and, if there is something of it, the next smaller one: nobody counts seconds after hours. */
    String length(Duration length) {
        Duration size = length.abs();
        long[] amounts = {size.toDays(), size.toHoursPart(), size.toMinutesPart(), size.toSecondsPart()};
        int last = amounts.length - 1;
        int first = 0;
        while (first < last && amounts[first] == 0) {
            first++;
        }
        String largest = amount(amounts[first], first);
        return first == last || amounts[first + 1] == 0
                ? largest
                : largest + (language == Language.ZH ? "" : " ") + amount(amounts[first + 1], first + 1);
    }

    private String amount(long n, int unit) {
        return n + (language == Language.ZH ? CHINESE_UNITS : ENGLISH_UNITS).get(unit);
    }

    /** 3 as "3rd"; Chinese has the number alone. */
    String ordinal(long n) {
        boolean teens = n % 100 >= 11 && n % 100 <= 13;
        String end = teens || n % 10 > 3 || n < 0 ? "th" : ENGLISH_ENDS.get((int) (n % 10));
        return language == Language.ZH ? Long.toString(n) : n + end;
    }
}
