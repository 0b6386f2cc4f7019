package io.ilinknotify.fallback;

/** Where the second channel ends. */
interface Webhook {
    /** Posts once; takes 10 s at the most and never throws. */
    PostOutcome post(FallbackPost post);
}
