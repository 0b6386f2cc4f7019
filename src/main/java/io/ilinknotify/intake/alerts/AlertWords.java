package io.ilinknotify.intake.alerts;

import io.ilinknotify.notification.Language;

/** The words between what an alert says itself. */
sealed interface AlertWords permits ChineseAlertWords, EnglishAlertWords {
    static AlertWords in(Language language) {
        return switch (language) {
            case ZH -> new ChineseAlertWords();
            case EN -> new EnglishAlertWords();
        };
    }

    /** How the title begins: how many fire, how many have ended. */
    String state(long firing, long ended);

    /** Since when it fires; {@code length} is how long that is, or empty. */
    String since(String start, String length);

    /** How long it lasted and when it ended; either may be empty, not both. */
    String lasted(String length, String end);

    /** What there was no room for. */
    String rest(long firing, long ended);

    /** What the sender itself left out. */
    String truncated(int count);

    String silence(String link);

    /** That the same was told before: {@code times} counts this one too; {@code length} may be empty. */
    String again(long times, String length);

    String days(long n);

    String hours(long n);

    String minutes(long n);

    String seconds(long n);

    /** What stands between two units of a length of time. */
    String unitGap();
}
