package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.AlreadyBound;
import io.ilinknotify.account.SignInStage.Code;
import io.ilinknotify.account.SignInStage.Failed;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Fetching;
import io.ilinknotify.account.SignInStage.Idle;
import io.ilinknotify.account.SignInStage.Renewal;
import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.health.Pauses;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * The steps of a sign-in (protocol page, "Sign-in"). Pure: what happened goes in, the next {@link SignInStage} comes out.
 * Not safe for use by several threads.
 */
final class SignInFlow {
    /** A code lives about five minutes; one that the server never calls expired is given up after twice that. */
    static final Duration CODE_LIMIT = Duration.ofMinutes(10);

    private static final Pauses AFTER_FAILED_FETCH = Pauses.ofSeconds(2, 4, 8, 16, 30);

    private final URI configuredBase;
    private SignInStage stage = new Idle();

    /** @param configuredBase where every sign-in starts, whatever base an account has */
    SignInFlow(URI configuredBase) {
        this.configuredBase = configuredBase;
    }

    SignInStage stage() {
        return stage;
    }

    /** Starts a sign-in, whether or not it is needed. One that already runs goes on. */
    void begin() {
        if (stage instanceof Idle || stage instanceof AlreadyBound || stage instanceof Failed) {
            stage = new Fetching(Renewal.NONE, 0, 0, null, Instant.MIN);
        }
    }

    /** Takes the digits that the phone shows. {@code false}: nobody asks for them (any more). */
    boolean digits(String digits, Instant now) {
        if (stage instanceof Showing s && s.step().wantsDigits()) {
            stage = new Showing(s.code(), s.base(), LoginStep.DIGITS_GIVEN, digits, now, null);
            return true;
        }
        return false;
    }

    /**
     * Decides what to do next, and when: the stage says both.
     *
     * @param needed there is no account that works
     * @param mayFetch somebody would see a new code
     */
    SignInStage next(Instant now, boolean needed, boolean mayFetch) {
        if (stage instanceof Showing s && !now.isBefore(s.code().shownAt().plus(CODE_LIMIT))) {
            stage = s.renewed(Renewal.EXPIRED, now);
        }
        if (stage instanceof Idle && needed && mayFetch) {
            stage = new Fetching(Renewal.NONE, 0, 0, null, now);
        }
        if (stage instanceof Fetching && !mayFetch) {
            stage = new Idle();
        }
        return stage;
    }

    void fetched(QrCodeOutcome outcome, Instant now) {
        if (!(stage instanceof Fetching f)) {
            return;
        }
        stage = switch (outcome) {
            case QrCodeOutcome.Fetched code -> shown(f, code, now);
            case QrCodeOutcome.Refused refused ->
                new Failed(FailedBecause.REFUSED, refused.code() + " " + refused.detail());
            case QrCodeOutcome.Failed failed -> failed(f, failed.cause(), now);
        };
    }

    private SignInStage shown(Fetching f, QrCodeOutcome.Fetched code, Instant now) {
        if (!QrSvg.canDraw(code.content())) {
            return new Failed(FailedBecause.NOT_UNDERSTOOD, "the code cannot be drawn");
        }
        Code shown = new Code(code.qrcode(), code.content(), now, f.why(), f.number() + 1);
        return new Showing(shown, configuredBase, LoginStep.WAITING, null, now, null);
    }

    private static Fetching failed(Fetching f, String cause, Instant now) {
        int failures = f.failures() + 1;
        return new Fetching(f.why(), f.number(), failures, cause, now.plus(AFTER_FAILED_FETCH.after(failures)));
    }

    /** Takes the answer to a poll. An answer about a code that is no longer shown is ignored. */
    void polled(Showing asked, QrStatus status, Instant now, boolean holdsAccount) {
        if (stage instanceof Showing s && s.code().id().equals(asked.code().id())) {
            stage = s.polled(asked.digits(), status, now, holdsAccount);
        }
    }

    void kept() {
        stage = new Idle();
    }

    void notKept(String why) {
        stage = new Failed(FailedBecause.NOT_STORED, why);
    }
}
