package io.ilinknotify.render;

import io.ilinknotify.notification.Language;

import java.util.List;

/** The agent's own words in messages. */
public interface Wording {
    /** The words of a language. */
    static Wording of(Language language) {
        return switch (language) {
            case ZH -> new ChineseWording();
            case EN -> new EnglishWording();
        };
    }

    /** The end of a text that did not fit. */
    String missing(int characters);

    /** Which part of a text this is. */
    default String part(int number, int of) {
        return "(" + number + "/" + of + ")";
    }

    /** How often something came, from and to. */
    default String repeated(int times, String from, String to) {
        return "×" + times + (from.equals(to) ? ", " + from : ", " + from + "–" + to);
    }

    /** What did not even get a line. */
    String more(int count);

    /** Alerts that ended. */
    String resolved(int count, List<String> names);

    /** Notifications that expired before they could be sent. */
    String expired(int count, List<String> names);

    /** Notifications whose arrival is in doubt, each with its time. */
    String doubtful(List<String> names, int more);

    /** How many sends are left, until when, and that any reply refills. */
    String footer(int left, String until);

    /** The same with how many wait. */
    String footer(int left, String until, int held);

    /** The window closes soon. */
    String reminder(String until);
}
