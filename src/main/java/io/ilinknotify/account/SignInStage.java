package io.ilinknotify.account;

import io.ilinknotify.ilink.QrStatus;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The stages of a sign-in, and what the answer to a poll makes of a shown code. */
sealed interface SignInStage {
    /** Nothing runs. */
    record Idle() implements SignInStage {}

    /**
     * A code is wanted.
     *
     * @param why what became of the code before it
     * @param number how many codes this sign-in had before
     * @param failures how often in a row it could not be fetched
     * @param cause why not, the last time; {@code null} when it was not tried
     * @param notBefore when to try
     */
    record Fetching(
            Renewal why, int number, int failures, @Nullable String cause, Instant notBefore) implements SignInStage {}

    /**
     * A code is shown, and its status is polled.
     *
     * @param code what is shown
     * @param base where it is polled
     * @param scan what the phone did with it
     * @param digits what the person typed, until the server has judged it; {@code null} when there is nothing to judge
     * @param pollAt when to ask next
     * @param trouble why the last poll brought no answer; {@code null} when it brought one
     */
    record Showing(
            Code code,
            URI base,
            Scan scan,
            @Nullable String digits,
            Instant pollAt,
            @Nullable String trouble) implements SignInStage {
        /** Between two polls. */
        static final Duration PAUSE = Duration.ofSeconds(1);

        /**
         * While digits are awaited nothing is polled, since a poll without digits may count as a wrong try. A code of this
         * age has probably expired, which only a poll can tell.
         */
        static final Duration QUIET_FOR_DIGITS = Duration.ofMinutes(5);

        /** From then on. */
        static final Duration PAUSE_FOR_DIGITS = Duration.ofSeconds(30);

        /**
         * Judges the answer to a poll (the table in the protocol page, "Sign-in" 2).
         *
         * @param sent the digits that this poll carried
         * @param holdsAccount whether there is an account that could be the one already bound
         */
        SignInStage polled(@Nullable String sent, QrStatus status, Instant now, boolean holdsAccount) {
            return switch (status) {
                case QrStatus.Waiting w -> again(base, scan, now, null);
                case QrStatus.NoAnswer n -> again(base, scan, now, n.cause());
                case QrStatus.Scanned c -> new Showing(code, base, Scan.SCANNED, null, now.plus(PAUSE), null);
                case QrStatus.NeedVerifyCode n -> needsDigits(sent, now);
                case QrStatus.VerifyCodeBlocked b -> renewed(Renewal.BLOCKED, now);
                case QrStatus.Redirected r -> again(r.base(), scan == Scan.WAITING ? Scan.SCANNED : scan, now, null);
                case QrStatus.AlreadyBound b ->
                    holdsAccount ? new AlreadyBound() : new Failed(FailedBecause.NOTHING_BOUND, "");
                case QrStatus.Expired e -> renewed(Renewal.EXPIRED, now);
                case QrStatus.Confirmed c -> new Keeping(new Account(c.botToken(), c.botId(), c.userId(), c.baseUrl()));
                case QrStatus.RefusedAddress r -> new Failed(FailedBecause.REFUSED_ADDRESS, r.message());
                case QrStatus.Failed f -> new Failed(FailedBecause.NOT_UNDERSTOOD, f.cause());
            };
        }

        private Showing again(URI nextBase, Scan nextScan, Instant now, @Nullable String cause) {
            Instant next = nextScan.wantsDigits() ? now.plus(PAUSE_FOR_DIGITS) : now.plus(PAUSE);
            return new Showing(code, nextBase, nextScan, digits, next, cause);
        }

        private Showing needsDigits(@Nullable String sent, Instant now) {
            if (!Objects.equals(sent, digits)) {
                // Digits came while a poll without them was on its way: that poll says nothing about them.
                return new Showing(code, base, scan, digits, now, null);
            }
            boolean wrong = sent != null || scan == Scan.DIGITS_WRONG;
            Instant quietUntil = code.shownAt().plus(QUIET_FOR_DIGITS);
            Instant later = now.plus(PAUSE_FOR_DIGITS);
            return new Showing(
                    code,
                    base,
                    wrong ? Scan.DIGITS_WRONG : Scan.DIGITS_NEEDED,
                    null,
                    later.isAfter(quietUntil) ? later : quietUntil,
                    null);
        }

        /** The next code for one that is worth nothing any more; not at network speed when each is at once. */
        Fetching renewed(Renewal why, Instant now) {
            Instant earliest = code.shownAt().plus(PAUSE);
            boolean atOnce = !now.isBefore(code.shownAt()) && now.isBefore(earliest);
            return new Fetching(why, code.number(), 0, null, atOnce ? earliest : now);
        }

        @Override
        public String toString() {
            return "Showing[" + code.number() + ", " + scan + "]";
        }
    }

    /** The phone said yes; the account is not stored yet. */
    record Keeping(Account account) implements SignInStage {}

    /** Signed in: the new account is stored. */
    record Confirmed(Account account) implements SignInStage {}

    /** The bot was bound to a token that we hold; the stored account stays. */
    record AlreadyBound() implements SignInStage {}

    /** It ended without an account; only a person starts the next one. */
    record Failed(FailedBecause why, String detail) implements SignInStage {}

    /**
     * A QR code.
     *
     * @param id the server's name of it
     * @param address what is drawn
     * @param shownAt when it came
     * @param why what became of the code before it
     * @param number 1 for the first code of a sign-in
     */
    @TemplateData
    record Code(String id, String address, Instant shownAt, Renewal why, int number) {
        @Override
        public String toString() {
            return "Code[" + number + "]";
        }
    }

    /** Why a code is a new one. */
    enum Renewal {
        /** It is the first. */
        NONE,
        /** The one before it got too old. */
        EXPIRED,
        /** Too many wrong digits were typed for the one before it. */
        BLOCKED
    }

    /** The progress of the phone with a code. */
    enum Scan {
        /** Nothing yet. */
        WAITING,
        /** It has seen the code; the person taps there. */
        SCANNED,
        /** It shows digits, which are to be typed here. */
        DIGITS_NEEDED,
        /** Those that were typed were not right. */
        DIGITS_WRONG,
        /** Digits were typed and are on their way. */
        DIGITS_GIVEN;

        /** Says that the person has to type. */
        boolean wantsDigits() {
            return this == DIGITS_NEEDED || this == DIGITS_WRONG;
        }
    }

    /** Why a sign-in ended without an account. */
    enum FailedBecause {
        /** The server named a place that a token must not go to. */
        REFUSED_ADDRESS,
        /** The server gave no code, and said so. */
        REFUSED,
        /** An answer made no sense, or lacked what an account needs. */
        NOT_UNDERSTOOD,
        /** The new account could not be written to the volume. */
        NOT_STORED,
        /** The server speaks of a token that is held, but none is. */
        NOTHING_BOUND
    }
}
