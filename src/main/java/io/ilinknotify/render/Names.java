package io.ilinknotify.render;

import io.ilinknotify.notification.Text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What sets notifications of one title apart, in few words: "web-1…12, db-3 restarted".
 *
 * @param text empty when nothing short does
 * @param named the notifications that it speaks of
 */
record Names(String text, Set<Long> named) {
    static final Names NONE = new Names("", Set.of());

    private static final int LONGEST = 200;
    private static final int LONGEST_NAME = 40;
    /** What differs stands near the beginning of a text, or is no name. */
    private static final int LINES = 8;

    private static final int LONGEST_HEAD = 1_600;
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern NUMBERED = Pattern.compile("(?s)(.*?)([0-9]{1,9})([^0-9]*)");

    /** The line of their texts that differs most often, without the words that all of them share. */
    static Names of(Group group) {
        List<String> lines = telling(group.items());
        List<List<String>> words = lines.stream()
                .distinct()
                .filter(line -> !line.isEmpty())
                .map(line -> Arrays.asList(line.split(" ")))
                .toList();
        if (words.size() < 2) {
            return NONE;
        }
        int shortest = words.stream().mapToInt(List::size).min().orElse(0);
        int before = shared(words, shortest - 1, false);
        int after = shared(words, shortest - 1 - before, true);
        Map<String, Map<String, Set<Long>>> named = new LinkedHashMap<>();
        for (int i = lines.size() - 1; i >= 0; i--) {
            List<String> line = Arrays.asList(lines.get(i).split(" "));
            if (!lines.get(i).isEmpty()) {
                String name = String.join(" ", line.subList(before, line.size() - after));
                named.computeIfAbsent(TextCut.line(name, LONGEST_NAME), shown -> new HashMap<>())
                        .computeIfAbsent(name, whole -> new HashSet<>())
                        .add(group.items().get(i).seq());
            }
        }
        Map<String, Set<Long>> bearers = new LinkedHashMap<>();
        // Two names that look the same once they are cut tell nobody which notification is meant.
        named.forEach((shown, whole) -> bearers.put(
                shown, whole.size() > 1 ? Set.of() : whole.values().iterator().next()));
        List<String> first = words.getFirst();
        return fitting(
                bearers,
                once(first.subList(0, before), "%s "),
                once(first.subList(first.size() - after, first.size()), " %s"));
    }

    private static List<String> telling(List<Item> items) {
        List<List<String>> texts = items.stream()
                .map(item -> item.text()
                        .substring(0, Math.min(LONGEST_HEAD, item.text().length()))
                        .lines()
                        .map(line -> SPACES.matcher(line).replaceAll(" ").strip())
                        .filter(line -> !line.isEmpty())
                        .limit(LINES)
                        .toList())
                .toList();
        return IntStream.range(0, LINES)
                .mapToObj(i -> texts.stream()
                        .map(text -> i < text.size() ? text.get(i) : "")
                        .toList())
                .reduce((best, next) -> new HashSet<>(next).size() > new HashSet<>(best).size() ? next : best)
                .orElseThrow();
    }

    private static int shared(List<List<String>> all, int most, boolean atTheEnd) {
        int shared = 0;
        while (shared < most) {
            int place = shared;
            Stream<String> there = all.stream().map(words -> words.get(atTheEnd ? words.size() - 1 - place : place));
            if (there.distinct().count() > 1) {
                break;
            }
            shared++;
        }
        return shared;
    }

    /** Shared words are said once, where they are few: the title says the rest. */
    private static String once(List<String> words, String form) {
        String text = String.join(" ", words);
        return text.isEmpty() || Text.length(text) > LONGEST_NAME ? "" : form.formatted(text);
    }

    /** As many as fit, the newest first. */
    private static Names fitting(Map<String, Set<Long>> bearers, String before, String after) {
        List<String> names = new ArrayList<>(bearers.keySet());
        int fits = 0;
        int tooMany = names.size() + 1;
        while (tooMany - fits > 1) {
            int count = (fits + tooMany) / 2;
            if (Text.length(text(names, count, before, after)) <= LONGEST) {
                fits = count;
            } else {
                tooMany = count;
            }
        }
        Set<Long> named = names.stream()
                .limit(fits)
                .flatMap(name -> bearers.getOrDefault(name, Set.of()).stream())
                .collect(Collectors.toSet());
        return named.isEmpty() ? NONE : new Names(text(names, fits, before, after), named);
    }

    private static String text(List<String> names, int count, String before, String after) {
        String more = count < names.size() ? ", …" : "";
        return before + String.join(", ", inRanges(names.subList(0, count).reversed())) + more + after;
    }

    /** Those that differ in their last number stand together, with what they share said once. */
    private static List<String> inRanges(List<String> names) {
        Map<String, TreeMap<Integer, String>> numbers = new HashMap<>();
        Map<String, Supplier<String>> shown = new LinkedHashMap<>();
        for (String name : names) {
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches() && !name.endsWith("…")) {
                String head = numbered.group(1);
                String digits = numbered.group(2);
                String tail = numbered.group(3);
                boolean padded = digits.startsWith("0") && digits.length() > 1;
                String kind = head + "\n" + tail + (padded ? digits.length() : "");
                TreeMap<Integer, String> alike = numbers.computeIfAbsent(kind, k -> new TreeMap<>());
                alike.put(Integer.valueOf(digits), digits);
                shown.putIfAbsent(kind, () -> head + ranges(alike) + tail);
            } else {
                shown.put(name, () -> name);
            }
        }
        return shown.values().stream().map(Supplier::get).toList();
    }

    /** "1…3, 7". */
    private static String ranges(TreeMap<Integer, String> numbers) {
        List<String> ranges = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (Map.Entry<Integer, String> number : numbers.entrySet()) {
            run.add(number.getValue());
            if (!numbers.containsKey(number.getKey() + 1)) {
                ranges.addAll(run.size() < 3 ? run : List.of(run.getFirst() + "…" + run.getLast()));
                run.clear();
            }
        }
        return String.join(", ", ranges);
    }
}
