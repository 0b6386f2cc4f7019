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

    /** Alerts that ended; without names only how many. */
    String resolved(int count, List<String> names);

    /** What a title says beside the words that it is over, which {@link #resolved} says for all of them. */
    String ended(String title);

    /** Notifications that expired before they could be sent; without names only how many. */
    String expired(int count, List<String> names);

    /**
     * Notifications whose arrival is in doubt.
     *
     * @param count how many in all
     * @param names some of them, each with its time
     * @param more how many are not among the names
     */
    String doubtful(int count, List<String> names, int more);

    /**
     * How many sends are left, until when, and how many wait.
     *
     * @param quiet whether those that wait do so for quiet hours to end
     * @param invites whether to say that any reply refills
     */
    String footer(int left, String until, int held, boolean quiet, boolean invites);

    /** The window closes soon; it stands for the footer as well. */
    String reminder(String until, int left, int held);
}
