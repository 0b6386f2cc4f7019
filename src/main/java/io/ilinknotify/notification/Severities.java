package io.ilinknotify.notification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the words in which senders say how bad something is. The operator's words go before the built-in ones. */
public final class Severities {
    private static final Map<String, Priority> BUILT_IN = new HashMap<>();

    static {
        know(Priority.CRITICAL, "critical crit fatal emergency emerg disaster panic page p0 p1 sev0 sev1 s0 s1");
        know(Priority.CRITICAL, "max urgent blocker highest 紧急 致命 灾难 特急 一级");
        know(Priority.HIGH, "high error err major alert severe p2 sev2 s2 failure 严重 重要 错误 高 二级");
        know(Priority.DEFAULT, "warning warn medium moderate average minor normal default p3 sev3 s3 警告 一般 中 三级");
        know(Priority.LOW, "low info information informational notice none ok debug trace verbose p4 p5 sev4 sev5 s4");
        know(Priority.LOW, "min lowest not_classified success unknown 提示 通知 信息 次要 低");
    }

    private final Map<String, Priority> words;

    public Severities(Map<String, Priority> chosen) {
        words = new HashMap<>(BUILT_IN);
        chosen.forEach((word, priority) -> words.put(word.toLowerCase(Locale.ROOT), priority));
    }

    private static void know(Priority priority, String all) {
        Arrays.stream(all.split(" ")).forEach(word -> BUILT_IN.put(word, priority));
    }

    /** {@code default} for a word that nobody knows. */
    public Priority of(String severity) {
        return find(severity).orElse(Priority.DEFAULT);
    }

    /** The meaning of a word, or of the first known one of a few: {@code "P1 - Critical"}. */
    public Optional<Priority> find(String severity) {
        String text = severity.strip().toLowerCase(Locale.ROOT);
        Priority whole = words.get(text);
        if (whole != null || text.length() > 40) {
            return Optional.ofNullable(whole);
        }
        return Stream.of(text.split("[^\\p{L}\\p{N}]+"))
                .flatMap(word -> Stream.ofNullable(words.get(word)))
                .findFirst();
    }
}
