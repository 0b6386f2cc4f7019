package io.ilinknotify.webhook;

import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.template.Templates;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Knows the words in which senders say how things stand, and their Chinese: {@code texts/words.txt}. */
public final class StateWords {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_.:/-]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final int LONGEST = 60;

    private static final Map<String, Word> WORDS = new HashMap<>();

    static {
        Templates.resource("/texts/words.txt")
                .lines()
                .filter(line -> !line.startsWith("#") && line.contains(" = "))
                .forEach(line -> {
                    String[] parts = line.substring(2).split(" = | \\| ");
                    WORDS.put(parts[0], new Word(Mood.of(line.charAt(0)), parts[1], parts[parts.length == 3 ? 2 : 0]));
                });
    }

    private record Word(Mood mood, String chinese, String english) {}

    private StateWords() {}

    public enum Mood {
        WRONG('!', Phase.FIRING),
        OVER('+', Phase.RESOLVED),
        WELL('*', Phase.NONE),
        NEITHER('-', Phase.NONE);

        /** Stands before the title of what went well; of what fires or is over the phase says so. */
        public static final String SIGN_OF_SUCCESS = "✅ ";

        private final char sign;
        public final Phase phase;

        Mood(char sign, Phase phase) {
            this.sign = sign;
            this.phase = phase;
        }

        private static Mood of(char sign) {
            return Arrays.stream(values())
                    .filter(mood -> mood.sign == sign)
                    .findFirst()
                    .orElse(NEITHER);
        }

        /** How urgent it is where the sender says nothing else of that; what is over is never more than usual. */
        public Priority priority(Optional<Priority> said) {
            boolean good = this == OVER || this == WELL;
            Priority priority = said.orElse(this == WRONG ? Priority.HIGH : Priority.DEFAULT);
            return good && priority.atLeast(Priority.DEFAULT) ? Priority.DEFAULT : priority;
        }
    }

    /** The mood of a word, or of the last known one of several: {@code incident.resolve}; empty for an unknown one. */
    public static Optional<Mood> mood(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String whole = plain(text);
        return Stream.of(whole, whole.substring(whole.lastIndexOf(' ') + 1), whole.split(" ", 2)[0])
                .flatMap(word -> Stream.ofNullable(WORDS.get(word)))
                .map(Word::mood)
                .findFirst();
    }

    /** The word in the language of the phone; as it is, with spaces between its parts, where it is unknown. */
    public static String said(String text, Language language) {
        if (text.length() > LONGEST) {
            return text;
        }
        return Stream.of(text, text.substring(text.lastIndexOf('.') + 1))
                .flatMap(word -> Stream.ofNullable(WORDS.get(plain(word))))
                .map(word -> language == Language.ZH ? word.chinese() : word.english())
                .findFirst()
                .orElseGet(() -> text.replace('_', ' '));
    }

    private static String plain(String text) {
        String apart = text.equals(text.toUpperCase(Locale.ROOT))
                ? text
                : HUMP.matcher(text).replaceAll(" ");
        return BETWEEN_WORDS.matcher(apart).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
