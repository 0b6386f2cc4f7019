package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The rules of this server, with the numbers of the protocol page as defaults. They are read where they are enforced: a
 * change takes effect at once. The phone's page shows and sets them under these names.
 */
public final class Rules {
    /** Sends per message that the person writes. */
    public volatile int quota = 10;

    /** Sends are taken for this long after the person's newest message. */
    public volatile Duration window = Duration.ofHours(24);

    /** The longest text in UTF-16 units; a longer one is {@code -2} with an empty {@code errmsg}. */
    public volatile int textLimit = 4000;

    /** Three sends within a second, or eight within five minutes, lead to {@code rate limited}. */
    public volatile boolean bursts = true;

    /** A {@code client_id} that was delivered is answered again without a second delivery. */
    public volatile boolean removesRepeats;

    /**
     * "Protective measures" against the account's own person: every send is taken without a {@code message_id} and never
     * shown, whatever the bot and however often the person signs in.
     */
    public volatile boolean restricted;

    /** {@code getuploadurl} gives an {@code upload_full_url} and an empty {@code upload_param}. */
    public volatile boolean onlyFullUrl;

    /** {@code getupdates} and {@code get_qrcode_status} are held for this long; zero: they are answered at once. */
    public volatile Duration hold = Duration.ofSeconds(35);

    /**
     * Without {@code notifystart} only the first message of a connection arrives. It is needed at the start, after each
     * sign-in and after more than five minutes without a poll.
     */
    public volatile boolean needsStart;

    /** Each further sign-in gives the person a new bot; cursors and contexts of the old one are worthless then. */
    public volatile boolean newBots;

    /** Sign-in asks for digits that the phone shows. */
    public volatile boolean digits;

    /** A code is blocked after this many wrong digits. */
    public volatile int wrongDigits = 3;

    /** The phone refuses QR codes of clients older than this {@code iLink-App-ClientVersion}; that of 2.3.1. */
    public volatile int oldestVersion = 2 << 16 | 3 << 8 | 1;

    /** {@code confirmed} comes without {@code ilink_bot_id}. */
    public volatile boolean withoutBotId;

    /** The host that {@code scaned_but_redirect} names, once after a scan; null: no redirect; empty: one without a host. */
    public volatile @Nullable String redirectHost;

    /** The {@code baseurl} of {@code confirmed}; null: this server's own. */
    public volatile @Nullable String baseUrl;
}
