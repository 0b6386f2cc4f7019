package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.StateWords.Mood;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message made of a payload that nobody knows, by rules that hold for many: a title that names the matter, the sentence
 * that says it, how it stands, how urgent it is, where to read on, and a few facts.
 *
 * @param title empty when nothing names the matter
 * @param lines at most {@value #MOST_LINES} with the title and the link
 */
record GenericText(
        String title,
        List<String> lines,
        Phase phase,
        Optional<Priority> priority,
        @Nullable String link) {
    private static final int MOST_LINES = 12;
    private static final int MOST_FACTS = 6;
    private static final int MOST_TOGETHER = 5;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_FACT = 120;
    /** One level deeper costs a member as much as so many places in the list of names. */
    private static final int DEEPER = 5;

    private static final List<String> TITLES = Leaf.names("title");
    private static final List<String> TEXTS = Leaf.names("text");
    private static final Pattern NAME_AT_END = Pattern.compile("(?:name|title|subject)$");
    private static final Pattern TEXT_AT_END =
            Pattern.compile("(?:description|message|reason|text|summary|details|output|errors?)$");
    private static final List<String> STATES = Leaf.names("state");
    private static final List<String> SEVERITIES = Leaf.names("severity");
    private static final List<String> OVER = Leaf.names("over");
    private static final List<String> WELL = Leaf.names("well");
    private static final List<String> LINKS = Leaf.names("link");
    private static final Pattern NO_PAGE = Pattern.compile(
            "api|avatar|callback|hook|subscri|image|img|icon|logo|thumb|photo|picture|poster|clone|git|ssh|svn|download"
                    + "|cert|signing|media|archive|badge|feed|config|request|logs|schema|endpoint$|upload");
    private static final Pattern NO_PAGE_ADDRESS = Pattern.compile(
            "//api[.-]|/api/|/_apis?/|/avatars?/|unsubscribe|/hooks?/|[{}]|\\.(?:png|jpe?g|gif|svg|git|pem|ico|zip)(?:\\?|$)");
    /** Names of what is no news to a person. */
    private static final Pattern NO_FACT = Pattern.compile(
            "(?:^|.)(?:id|ids|uuid|guid|uid|hash|sha|digest|nonce|slug)$|^v?version$|(?<!installed|fixed|new|old|current|latest|previous)version$|schema|token|secret|passw|passwd|apikey"
                    + "|^key$|credential|signature|cookie|fingerprint|avatar|icon|image|color|colour|thumb|time$|timestamp"
                    + "|date$|^date|at$|created|updated|url$|uri$|href|mail|phone|pager|query|rule$|condition|mimetype|contenttype"
                    + "|format$|locale|encoding|useragent|checksum|etag|size$|offset|sequence|interval|arn$|scopes|^ref$");

    private static final List<String> NO_VALUE = Leaf.names("nothing");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)[a-z][a-z0-9+.-]*:/.*|(?:git|ssh)@.*|arn:.*|/.*/.*|[^\\s@]+@[^\\s@]+|.*<[^<>@\\s]+@[^<>\\s]+>.*|mailto:.*");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ].*)?|\\d{9,}(\\.\\d+)?|\\d[.\\d]*E\\+?\\d+");

    /** The message of an object, or of several in an array that are told together. */
    static GenericText of(JsonNode payload, Severities severities, Language language) {
        JsonNode several = several(payload);
        return several == null ? ofOne(payload, severities, language) : together(several, severities, language);
    }

    /** An array, or an object around one that says nothing itself. */
    private static @Nullable JsonNode several(JsonNode payload) {
        if (payload.isArray()) {
            return payload;
        }
        JsonNode only = null;
        for (JsonNode member : payload) {
            boolean items =
                    member.isArray() && !member.isEmpty() && member.get(0).isObject();
            if ((!member.isArray() && !member.isValueNode()) || (items && only != null)) {
                return null;
            }
            only = items ? member : only;
        }
        boolean says = Stream.concat(TITLES.stream(), TEXTS.stream()).anyMatch(payload::has);
        return says ? null : only;
    }

    private static GenericText together(JsonNode list, Severities severities, Language language) {
        List<GenericText> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(list.size(), 100); i++) {
            JsonNode item = list.get(i);
            parts.add(
                    item.isValueNode()
                            ? new GenericText(line(item.asText()), List.of(), Phase.NONE, Optional.empty(), null)
                            : of(item, severities, language));
        }
        parts.removeIf(GenericText::isEmpty);
        if (parts.isEmpty()) {
            return new GenericText("", List.of(), Phase.NONE, Optional.empty(), null);
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        String first = parts.getFirst().title();
        List<String> lines = new ArrayList<>(
                parts.getFirst().lines().stream().limit(first.isEmpty() ? 1 : 2).toList());
        parts.stream().limit(MOST_TOGETHER).skip(1).forEach(part -> {
            lines.add("· " + (part.title().isEmpty() ? part.lines().getFirst() : part.title()));
            part.lines().stream().skip(part.title().isEmpty() ? 1 : 0).limit(1).forEach(lines::add);
        });
        if (list.size() > MOST_TOGETHER) {
            lines.add("… +" + (list.size() - MOST_TOGETHER));
        }
        boolean over = parts.stream().allMatch(part -> part.phase() == Phase.RESOLVED);
        boolean fires = parts.stream().anyMatch(part -> part.phase() == Phase.FIRING);
        return new GenericText(
                (first.isEmpty() ? "" : first + " ") + "(" + list.size() + ")",
                lines,
                over ? Phase.RESOLVED : fires ? Phase.FIRING : Phase.NONE,
                parts.stream().flatMap(part -> part.priority().stream()).max(Comparator.naturalOrder()),
                parts.getLast().link());
    }

    private static GenericText ofOne(JsonNode payload, Severities severities, Language language) {
        List<Leaf> left = new ArrayList<>(Leaf.of(payload));
        Optional<Leaf> title = best(
                        left,
                        TITLES,
                        leaf -> isWords(leaf.text()) && leaf.text().length() <= LONGEST_LINE)
                .or(() -> ending(left, NAME_AT_END));
        title.ifPresent(left::remove);
        Optional<Leaf> state =
                best(left, STATES, leaf -> StateWords.mood(leaf.text()).isPresent());
        Mood mood = state.or(() -> title.filter(t -> STATES.contains(t.key())))
                .flatMap(leaf -> StateWords.mood(leaf.text()))
                .or(() -> flag(left))
                .orElse(Mood.NEITHER);
        String name = title.map(leaf -> line(HtmlText.plain(leaf.text()))).orElse("");
        Optional<Leaf> text = best(left, TEXTS, leaf -> isWords(leaf.text()) && !name.contains(line(leaf.text())))
                .or(() -> ending(left, TEXT_AT_END));
        text.ifPresent(left::remove);
        state.ifPresent(left::remove);
        Optional<Priority> said = best(
                        left, SEVERITIES, leaf -> severity(leaf, severities).isPresent())
                .flatMap(leaf -> severity(leaf, severities));
        String link = best(left, LINKS, leaf -> isPage(leaf.text()))
                .or(() -> left.stream().filter(GenericText::isNamedPage).min(Comparator.comparing(Leaf::depth)))
                .map(leaf -> Text.link(leaf.text()))
                .orElse(null);
        List<String> words = words(text.map(Leaf::text).orElse(""), name);
        String shown = state.map(leaf -> StateWords.said(leaf.text(), language)).orElse("");
        String heading = shown.isEmpty()
                        || contains(name, shown)
                        || contains(name, state.map(Leaf::text).orElse(""))
                ? name
                : name.isEmpty() ? shown : name + " · " + shown;
        List<String> facts = facts(left, heading + "\n" + String.join("\n", words), MOST_LINES - 2 - words.size());
        return new GenericText(
                (mood == Mood.WELL && !heading.isEmpty() ? Mood.SIGN_OF_SUCCESS : "") + heading,
                Stream.concat(words.stream(), facts.stream()).toList(),
                mood.phase,
                said.isPresent() || mood != Mood.NEITHER ? Optional.of(mood.priority(said)) : said,
                link);
    }

    /** The value with the best name for something: the outer ones first, then in the order of the names. */
    private static Optional<Leaf> best(List<Leaf> leaves, List<String> names, Predicate<Leaf> fits) {
        int deeper = names.equals(LINKS) ? names.size() : DEEPER; // the page of the outer thing, under whatever name
        return leaves.stream()
                .filter(leaf -> names.contains(leaf.key()) && fits.test(leaf))
                .min(Comparator.comparing((Leaf leaf) -> leaf.depth() * deeper + names.indexOf(leaf.key()))
                        .thenComparing(Leaf::depth));
    }

    /** The outermost value with a name of a kind: {@code endpoint_name}. */
    private static Optional<Leaf> ending(List<Leaf> leaves, Pattern names) {
        return leaves.stream()
                .filter(leaf -> names.matcher(leaf.key()).find() && isWords(leaf.text()))
                .min(Comparator.comparing(Leaf::depth));
    }

    /** A state that is a yes or a no. */
    private static Optional<Mood> flag(List<Leaf> leaves) {
        return leaves.stream()
                .filter(leaf -> leaf.text().equals("true") || leaf.text().equals("false"))
                .flatMap(leaf -> {
                    boolean yes = leaf.text().equals("true");
                    if (OVER.contains(leaf.key())) {
                        return Stream.of(yes ? Mood.OVER : Mood.WRONG);
                    }
                    return WELL.contains(leaf.key()) ? Stream.of(yes ? Mood.WELL : Mood.WRONG) : Stream.empty();
                })
                .findFirst();
    }

    private static Optional<Priority> severity(Leaf leaf, Severities severities) {
        String word = leaf.text();
        boolean number = word.chars().allMatch(Character::isDigit);
        return number && leaf.key().equals("priority")
                ? Priority.parse(word)
                : number ? Optional.empty() : severities.find(word);
    }

    private static List<String> words(String text, String title) {
        return firstOf(HtmlText.plain(Text.clean(text))
                .lines()
                .map(GenericText::line)
                .filter(line -> !line.isEmpty() && !line.equals(title))
                .limit(MOST_LINES)
                .toList());
    }

    /** As many lines as there is room for beside a title and a link. */
    static List<String> firstOf(List<String> lines) {
        return lines.size() <= MOST_LINES - 2
                ? lines
                : Stream.concat(lines.stream().limit(MOST_LINES - 3), Stream.of("…"))
                        .toList();
    }

    /** Tells whether the payload says nothing that a person could see. */
    boolean isEmpty() {
        return title.isEmpty() && lines.isEmpty();
    }

    private static List<String> facts(List<Leaf> left, String told, int most) {
        List<String> facts = new ArrayList<>();
        for (Leaf leaf : left) {
            String value = line(HtmlText.plain(Text.line(leaf.text(), LONGEST_FACT)));
            boolean news = facts.size() < Math.min(MOST_FACTS, most)
                    && leaf.depth() <= 3
                    && !NO_FACT.matcher(leaf.key()).find()
                    && isWords(value)
                    && leaf.text().length() <= 2 * LONGEST_FACT
                    && !contains(told, value);
            String fact = leaf.label() + ": " + value;
            if (news && facts.stream().noneMatch(f -> f.endsWith(": " + value) || f.startsWith(leaf.label() + ": "))) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private static boolean isWords(String value) {
        if (Text.isBlank(value)) {
            return false;
        }
        String text = value.strip();
        return text.length() > LONGEST_LINE
                || (!NO_VALUE.contains(text.toLowerCase(Locale.ROOT))
                        && !ADDRESS.matcher(text).matches()
                        && !TIME.matcher(text).matches()
                        && !Identifier.is(text));
    }

    private static boolean isPage(String text) {
        return Text.link(text) != null && !NO_PAGE_ADDRESS.matcher(text).find();
    }

    private static boolean isNamedPage(Leaf leaf) {
        return (leaf.key().endsWith("url") || leaf.key().contains("link"))
                && !NO_PAGE.matcher(leaf.key()).find()
                && isPage(leaf.text());
    }

    private static boolean contains(String text, String part) {
        return !part.isEmpty() && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static String line(String text) {
        return Text.line(text, LONGEST_LINE);
    }
}
