package io.ilinknotify.account;

import io.ilinknotify.health.Pauses;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** The stages of a sign-in (protocol page, "Sign-in"). Pure: an event makes another stage of one, or the same. */
sealed interface SignInStage {
    /** When the loop has to do what the stage asks for. */
    default Instant due() {
        return Instant.MAX;
    }

    /** Starts a sign-in, whether or not it is needed. One that already runs goes on. */
    default SignInStage begin() {
        return switch (this) {
            case Idle i -> Fetching.first(Instant.MIN);
            case AlreadyBound b -> Fetching.first(Instant.MIN);
            case Failed f -> Fetching.first(Instant.MIN);
            case Fetching f -> this;
            case Showing s -> this;
            case Keeping k -> this;
        };
    }

    /** Takes the digits that the phone shows; the same stage when nobody asks for them (any more). */
    default SignInStage digits(String digits, Instant now) {
        return this;
    }

    /**
     * Decides what to do next, and when: the stage says both.
     *
     * @param needed there is no account that works
     * @param mayFetch somebody would see a new code
     */
    default SignInStage next(Instant now, boolean needed, boolean mayFetch) {
        return needed && mayFetch && this instanceof Idle ? Fetching.first(now) : this;
    }

    /**
     * Takes the answer to the call for a code.
     *
     * @param configuredBase where every sign-in starts, whatever base an account has
     */
    default SignInStage fetched(QrCodeOutcome outcome, URI configuredBase, Instant now) {
        return this;
    }

    /**
     * Takes the answer to a poll (the table in the protocol page, "Sign-in" 2). An answer about a code that is no longer shown
     * is ignored.
     *
     * @param asked what was polled
     * @param holdsAccount whether there is an account that could be the one already bound
     */
    default SignInStage polled(Showing asked, QrStatus status, Instant now, boolean holdsAccount) {
        return this;
    }

    /** Nothing runs. */
    record Idle() implements SignInStage {}

    /**
     * A code is to be fetched.
     *
     * @param why what became of the code before it
     * @param number how many codes this sign-in had before
     * @param failures how often in a row it could not be fetched
     * @param cause why not, the last time; {@code null} when it was not tried
     */
    record Fetching(
            Renewal why, int number, int failures, @Nullable String cause, Instant due) implements SignInStage {
        private static final Pauses AFTER_FAILURE = Pauses.ofSeconds(2, 4, 8, 16, 30);

        static Fetching first(Instant due) {
            return new Fetching(Renewal.NONE, 0, 0, null, due);
        }

        @Override
        public SignInStage next(Instant now, boolean needed, boolean mayFetch) {
            return mayFetch ? this : new Idle();
        }

        @Override
        public SignInStage fetched(QrCodeOutcome outcome, URI configuredBase, Instant now) {
            return switch (outcome) {
                case QrCodeOutcome.Fetched c ->
                    QrSvg.canDraw(c.content())
                            ? new Showing(
                                    new Code(c.qrcode(), c.content(), now, why, number + 1),
                                    configuredBase,
                                    LoginStep.WAITING,
                                    null,
                                    now,
                                    null)
                            : new Failed(FailedBecause.NOT_UNDERSTOOD, "the code cannot be drawn");
                case QrCodeOutcome.Refused r -> new Failed(FailedBecause.REFUSED, r.code() + " " + r.detail());
                case QrCodeOutcome.Failed f ->
                    new Fetching(why, number, failures + 1, f.cause(), now.plus(AFTER_FAILURE.after(failures + 1)));
            };
        }
    }

    /**
     * A code is shown, and its status is to be polled.
     *
     * @param base where it is polled
     * @param digits what the person typed, until the server has judged it; {@code null} when there is nothing to judge
     * @param trouble why the last poll brought no answer; {@code null} when it brought one
     */
    record Showing(
            Code code,
            URI base,
            LoginStep step,
            @Nullable String digits,
            Instant due,
            @Nullable String trouble) implements SignInStage {
        /** Between two polls. */
        static final Duration PAUSE = Duration.ofSeconds(1);

        /** From then on. */
        static final Duration PAUSE_FOR_DIGITS = Duration.ofSeconds(30);

        @Override
        public SignInStage digits(String typed, Instant now) {
            return step.wantsDigits() ? new Showing(code, base, LoginStep.DIGITS_GIVEN, typed, now, null) : this;
        }

        @Override
        public SignInStage next(Instant now, boolean needed, boolean mayFetch) {
            boolean expired = !now.isBefore(code.shownAt().plus(Code.LIMIT));
            return expired ? renewed(Renewal.EXPIRED, now).next(now, needed, mayFetch) : this;
        }

        @Override
        public SignInStage polled(Showing asked, QrStatus status, Instant now, boolean holdsAccount) {
            if (!code.id().equals(asked.code.id())) {
                return this;
            }
            return switch (status) {
                case QrStatus.Waiting w -> again(base, step, now, null);
                case QrStatus.NoAnswer n -> again(base, step, now, n.cause());
                case QrStatus.Scanned c -> new Showing(code, base, LoginStep.SCANNED, null, now.plus(PAUSE), null);
                case QrStatus.NeedVerifyCode n -> needsDigits(asked.digits, now);
                case QrStatus.VerifyCodeBlocked b -> renewed(Renewal.BLOCKED, now);
                case QrStatus.Redirected r ->
                    again(r.base(), step == LoginStep.WAITING ? LoginStep.SCANNED : step, now, null);
                case QrStatus.AlreadyBound b ->
                    holdsAccount ? new AlreadyBound() : new Failed(FailedBecause.NOTHING_BOUND, "");
                case QrStatus.Expired e -> renewed(Renewal.EXPIRED, now);
                case QrStatus.Confirmed c -> new Keeping(c.account());
                case QrStatus.RefusedAddress r -> new Failed(FailedBecause.REFUSED_ADDRESS, r.message());
                case QrStatus.Failed f -> new Failed(FailedBecause.NOT_UNDERSTOOD, f.cause());
            };
        }

        private Showing again(URI nextBase, LoginStep nextStep, Instant now, @Nullable String cause) {
            Duration pause = nextStep.wantsDigits() ? PAUSE_FOR_DIGITS : PAUSE;
            return new Showing(code, nextBase, nextStep, digits, now.plus(pause), cause);
        }

        /** @param sent the digits that the poll carried */
        private Showing needsDigits(@Nullable String sent, Instant now) {
            if (!Objects.equals(sent, digits)) {
                // Digits came while a poll without them was on its way: that poll says nothing about them.
                return new Showing(code, base, step, digits, now, null);
            }
            boolean wrong = sent != null || step == LoginStep.DIGITS_WRONG;
            // Nothing is polled, since a poll without digits may count as a wrong try, until the code has probably
            // expired.
            Instant quietUntil = code.shownAt().plus(Code.LIFE);
            Instant later = now.plus(PAUSE_FOR_DIGITS);
            return new Showing(
                    code,
                    base,
                    wrong ? LoginStep.DIGITS_WRONG : LoginStep.DIGITS_NEEDED,
                    null,
                    later.isAfter(quietUntil) ? later : quietUntil,
                    null);
        }

        /** The next code for one that is worth nothing any more; not at network speed when each is at once. */
        private Fetching renewed(Renewal why, Instant now) {
            Instant earliest = code.shownAt().plus(PAUSE);
            boolean atOnce = !now.isBefore(code.shownAt()) && now.isBefore(earliest);
            return new Fetching(why, code.number(), 0, null, atOnce ? earliest : now);
        }

        @Override
        public String toString() {
            return "Showing[" + code.number() + ", " + step + "]";
        }
    }

    /** The phone said yes; the account is to be stored. */
    record Keeping(Account account) implements SignInStage {
        @Override
        public Instant due() {
            return Instant.MIN;
        }
    }

    /** The bot was bound to a token that we hold; the stored account stays. */
    record AlreadyBound() implements SignInStage {}

    /** It ended without an account; only a person starts the next one. */
    record Failed(FailedBecause why, String detail) implements SignInStage {}

    /**
     * A QR code.
     *
     * @param id the server's name of it
     * @param address what is drawn
     * @param why what became of the code before it
     * @param number 1 for the first code of a sign-in
     */
    record Code(String id, String address, Instant shownAt, Renewal why, int number) {
        /** About as long as the server takes a code; it alone knows. */
        static final Duration LIFE = Duration.ofMinutes(5);
        /** After this a code that the server never calls expired is given up. */
        static final Duration LIMIT = LIFE.multipliedBy(2);

        Duration left(Instant now) {
            Duration left = Duration.between(now, shownAt.plus(LIFE));
            return left.isNegative() ? Duration.ZERO : left;
        }

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
