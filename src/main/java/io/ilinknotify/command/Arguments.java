package io.ilinknotify.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits the words after a command: operands, and options with a value each, {@code --name value} or
 * {@code --name=value}. After {@code --} everything is an operand.
 */
final class Arguments {
    private final List<String> operands = new ArrayList<>();
    private final Map<String, List<String>> options = new LinkedHashMap<>();

    private Arguments() {}

    /** Reads the words; empty when they are not of this form, or an option is not among the {@code known}. */
    static Optional<Arguments> read(List<String> words, Set<String> known) {
        Arguments read = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                read.operands.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("--")) {
                read.operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            if (!known.contains(name) || (equals < 0 && i + 1 == words.size())) {
                return Optional.empty();
            }
            String value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
            read.options.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return Optional.of(read);
    }

    List<String> operands() {
        return operands;
    }

    /** The last one given wins. */
    Optional<String> value(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    List<String> values(String name) {
        return options.getOrDefault(name, List.of());
    }
}
