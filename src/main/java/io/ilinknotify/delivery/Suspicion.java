package io.ilinknotify.delivery;

import java.util.Arrays;

/** How far a notification is suspected of being what the server calls invalid. */
enum Suspicion {
    /** No message with it was called invalid. */
    NONE(0),
    /** It goes out once more as bare text, together with the others of its message. */
    BARE(1),
    /** Their bare text was refused as well: it is held, and goes alone after a reply. */
    ALONE(-1),
    /** It was refused alone: the operator decides. */
    GUILTY(-2);

    private final int stored;

    Suspicion(int stored) {
        this.stored = stored;
    }

    int stored() {
        return stored;
    }

    /** Earlier versions wrote larger numbers for a text that goes out bare. */
    static Suspicion of(int stored) {
        return Arrays.stream(values())
                .filter(s -> s.stored == stored)
                .findFirst()
                .orElse(BARE);
    }
}
