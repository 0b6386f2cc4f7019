package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What this server enforces, with the numbers of the protocol page as defaults. Every setter takes effect at once and
 * returns the rules.
 */
public final class Rules {
    // Read where they are enforced.
    volatile int quota = 10;
    volatile Duration window = Duration.ofHours(24);
    volatile int textLimit = 4000;
    volatile boolean bursts = true;
    volatile int burstPerSecond = 3;
    volatile int burstPerFiveMinutes = 7;
    volatile Duration burstPenalty = Duration.ofMinutes(30);
    volatile boolean removesRepeats;
    volatile boolean restricted;
    volatile Duration hold = Duration.ofSeconds(35);
    volatile boolean tellsHold = true;
    volatile boolean forgetsUnacknowledged;
    volatile boolean digits;
    volatile int wrongDigits = 3;
    volatile Duration qrLife = Duration.ofMinutes(5);
    volatile Duration oldTokenLives = Duration.ofSeconds(30);
    volatile int oldestVersion = 2 << 16 | 3 << 8 | 1;
    volatile boolean withoutBotId;
    volatile @Nullable String redirectHost;
    volatile @Nullable String baseUrl;

    /** Sends per message that the person writes; 10. */
    public Rules quota(int sends) {
        quota = sends;
        return this;
    }

    /** How long after the person's newest message sends are taken; 24 h. */
    public Rules window(Duration length) {
        window = length;
        return this;
    }

    /** The longest text in UTF-16 units; a longer one is {@code -2} with an empty {@code errmsg}; 4,000. */
    public Rules textLimit(int units) {
        textLimit = units;
        return this;
    }

    /** Whether bursts lead to {@code rate limited}; true. */
    public Rules bursts(boolean on) {
        bursts = on;
        return this;
    }

    /**
     * What a burst is.
     *
     * @param perSecond this many sends within one second are one; 3
     * @param perFiveMinutes more than this many within five minutes are one; 7
     * @param penalty how long sends are refused after it; each try starts it anew; 30 min
     */
    public Rules bursts(int perSecond, int perFiveMinutes, Duration penalty) {
        burstPerSecond = perSecond;
        burstPerFiveMinutes = perFiveMinutes;
        burstPenalty = penalty;
        return bursts(true);
    }

    /** Whether a {@code client_id} that was delivered is answered again without a second delivery; false. */
    public Rules removesRepeats(boolean on) {
        removesRepeats = on;
        return this;
    }

    /** "Protective measures": every send is taken without a {@code message_id} and never shown; false. */
    public Rules restricted(boolean on) {
        restricted = on;
        return this;
    }

    /** How long {@code getupdates} and {@code get_qrcode_status} are held; 35 s. */
    public Rules hold(Duration length) {
        hold = length;
        return this;
    }

    /** Whether answers to {@code getupdates} carry {@code longpolling_timeout_ms}; true. */
    public Rules tellsHold(boolean on) {
        tellsHold = on;
        return this;
    }

    /** Whether a message that was handed out is gone, even if the answer was lost; false: it comes again. */
    public Rules forgetsUnacknowledged(boolean on) {
        forgetsUnacknowledged = on;
        return this;
    }

    /** Whether sign-in asks for digits that the phone shows; false. */
    public Rules digits(boolean required) {
        digits = required;
        return this;
    }

    /** After how many wrong digits a code is blocked; 3. */
    public Rules wrongDigits(int tries) {
        wrongDigits = tries;
        return this;
    }

    /** How long a QR code can be scanned and confirmed; 5 min. */
    public Rules qrLife(Duration length) {
        qrLife = length;
        return this;
    }

    /** How long an old token goes on working after a new sign-in; 30 s. */
    public Rules oldTokenLives(Duration length) {
        oldTokenLives = length;
        return this;
    }

    /** The phone refuses QR codes of clients older than this {@code iLink-App-ClientVersion}; that of 2.3.1. */
    public Rules oldestVersion(int version) {
        oldestVersion = version;
        return this;
    }

    /** Whether {@code confirmed} comes without {@code ilink_bot_id}; false. */
    public Rules withoutBotId(boolean on) {
        withoutBotId = on;
        return this;
    }

    /** What {@code scaned_but_redirect} names, once after a scan; null: no redirect; empty: one without a host. */
    public Rules redirectHost(@Nullable String host) {
        redirectHost = host;
        return this;
    }

    /** The {@code baseurl} of {@code confirmed}; null: this server's own. */
    public Rules baseUrl(@Nullable String url) {
        baseUrl = url;
        return this;
    }
}
