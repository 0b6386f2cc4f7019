package io.ilinknotify.notification;

/** The language of the agent's own words: its pages, and what it adds to messages. */
public enum Language {
    ZH,
    EN
}
