package io.ilinknotify.render;

import io.ilinknotify.notification.Language;

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
}
