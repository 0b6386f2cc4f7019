package io.ilinknotify.notification;

import java.util.Locale;

/** The language of the agent's own words: its pages, and what it adds to messages. */
public enum Language {
    ZH,
    EN;

    /** The code of ISO 639, as names of files and the pages have it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
