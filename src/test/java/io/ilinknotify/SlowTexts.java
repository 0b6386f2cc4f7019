package io.ilinknotify;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts that a function with a hidden square in it takes seconds for, and the measure of one that has none. */
public final class SlowTexts {
    private static final int LENGTH = 100_000;
    private static final Duration MOST = Duration.ofMillis(20);
    /** The best counts: others on the machine take the caches away. */
    private static final int ATTEMPTS = 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Beginnings of what somebody looks for, mostly without an end. */
    private static final List<String> UNITS = List.of(
            "[",
            "](",
            "[](",
            "[a](b",
            "[x](http://",
            "]",
            "(",
            ")",
            "<",
            ">",
            "<font ",
            "</font",
            "<http://a|",
            "<!a|",
            "<@",
            "**",
            "*",
            "`",
            "```",
            "```\n",
            "```a`\n",
            "~~~\n",
            "~",
            "http://",
            "https://a",
            "HTTP://a/",
            "://",
            "&",
            "&amp;",
            "&#",
            "=?",
            "=?x?q??=",
            "=?utf-8?q?a?=",
            "=?utf-8?b?!?=",
            "=?a*",
            "{",
            "}",
            "{{",
            "[ var='",
            "[ var='a' labels={",
            "[ var='a' labels={} value=",
            "%",
            "%4",
            "%41",
            "+",
            "a=b&",
            "&&",
            ",",
            "a,",
            ";",
            " ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\n ",
            " \n",
            "\n\n",
            "\u2028",
            "\u3000",
            "a",
            "1",
            "a ",
            "字",
            "，",
            "e\u0301",
            "\u0301",
            "\u200D",
            "👩\u200D",
            "👍🏽",
            "\uD83C\uDDE8",
            "\uD83D",
            "\uDE00",
            "\u1100",
            "\u0915\u094D",
            "\u202E",
            "\u2066",
            "\uFE0F",
            "\u001B[",
            "\u001B[0",
            "\u001B[0;",
            "\u0000",
            "#",
            "- ",
            "> ",
            "|",
            "\\",
            "\"");

    private SlowTexts() {}

    /** Each of 100,000 characters. */
    public static List<String> all() {
        List<String> texts = new ArrayList<>();
        for (String unit : UNITS) {
            String run = unit.repeat(LENGTH / unit.length() + 1).substring(0, LENGTH);
            texts.add(run);
            texts.add("https://a" + run.substring(0, LENGTH - 10) + "\n");
            texts.add("[" + run.substring(0, LENGTH - 2) + "x");
        }
        Random random = new Random(20261129);
        for (int i = 0; i < 20; i++) {
            StringBuilder mixed = new StringBuilder();
            List<String> some = random.ints(2 + i % 5L, 0, UNITS.size())
                    .mapToObj(UNITS::get)
                    .toList();
            while (mixed.length() < LENGTH) {
                mixed.append(i < 10 ? some.get(random.nextInt(some.size())) : UNITS.get(random.nextInt(UNITS.size())));
            }
            texts.add(mixed.substring(0, LENGTH));
        }
        StringBuilder anything = new StringBuilder();
        random.ints(LENGTH, 0, 0x10000).forEach(c -> anything.append((char) c));
        texts.add(anything.toString());
        return texts;
    }

    /**
     * Every text is done within 20 ms of the processor's time; what others do on the machine does not count. Where it is too
     * slow for that, a quarter of the text has to take a quarter of the time, and not a sixteenth of it, as with a square.
     */
    public static void areFastWith(Consumer<String> function) {
        List<String> texts = all();
        texts.subList(0, 50).forEach(function);
        for (String text : texts) {
            Duration whole = best(function, text, MOST);
            if (whole.compareTo(MOST) > 0) {
                assertThat(whole)
                        .as("'%s…'", text.substring(0, 30))
                        .isLessThan(best(function, text.substring(0, LENGTH / 4), Duration.ZERO)
                                .multipliedBy(8));
            }
        }
    }

    /**
     * The same of one thing that is done: within 20 ms, or, where the machine is too slow for that, within a hundred times what
     * reading takes that goes before it.
     */
    public static void isFast(String name, Runnable done, Runnable reading) {
        Duration whole = best(text -> done.run(), name, MOST);
        if (whole.compareTo(MOST) > 0) {
            assertThat(whole)
                    .as(name)
                    .isLessThan(best(text -> reading.run(), name, Duration.ZERO).multipliedBy(100));
        }
    }

    private static Duration best(Consumer<String> function, String text, Duration enough) {
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < ATTEMPTS && best.compareTo(enough) > 0; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            function.accept(text);
            Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        return best;
    }
}
