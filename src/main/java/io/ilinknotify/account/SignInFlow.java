package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.AlreadyBound;
import io.ilinknotify.account.SignInStage.Code;
import io.ilinknotify.account.SignInStage.Confirmed;
import io.ilinknotify.account.SignInStage.Failed;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Fetching;
import io.ilinknotify.account.SignInStage.Idle;
import io.ilinknotify.account.SignInStage.Keeping;
import io.ilinknotify.account.SignInStage.Renewal;
import io.ilinknotify.account.SignInStage.Scan;
import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * The steps of a sign-in (protocol page, "Sign-in"). Pure: what happened goes in, what to do next comes out. What a
 * poll said is judged by {@link PollJudge}. Not safe for use by several threads.
 */
final class SignInFlow {
    /** A code lives about five minutes; one that the server never calls expired is given up after twice that. */
    static final Duration CODE_LIMIT = Duration.ofMinutes(10);

    private static final Duration FIRST_FETCH_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_FETCH_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofDays(1);

    private final URI configuredBase;
    private SignInStage stage = new Idle();
    private boolean asked;

    /** @param configuredBase where every sign-in starts, whatever base an account has */
    SignInFlow(URI configuredBase) {
        this.configuredBase = configuredBase;
    }

    SignInStage stage() {
        return stage;
    }

    /** The operator wants to sign in, whether or not that is needed. What already runs goes on. */
    void begin() {
        switch (stage) {
            case Idle i -> asked = true;
            case Confirmed c -> again();
            case AlreadyBound b -> again();
            case Failed f -> again();
            case Fetching f -> {}
            case Showing s -> {}
            case Keeping k -> {}
        }
    }

    private void again() {
        stage = new Idle();
        asked = true;
    }

    /** The digits that the phone shows. {@code false}: nobody asks for them (any more). */
    boolean digits(String digits, Instant now) {
        if (stage instanceof Showing s && s.scan().wantsDigits()) {
            stage = new Showing(s.code(), s.base(), Scan.DIGITS_GIVEN, digits, now, null);
            return true;
        }
        return false;
    }

    /**
     * What to do now.
     *
     * @param needed there is no account that works
     * @param mayFetch somebody would see a new code
     */
    SignInStep next(Instant now, boolean needed, boolean mayFetch) {
        if (stage instanceof Showing s && !now.isBefore(s.code().shownAt().plus(CODE_LIMIT))) {
            stage = renew(s, Renewal.EXPIRED, now);
        }
        if ((stage instanceof Idle || stage instanceof Confirmed) && (asked || needed) && mayFetch) {
            stage = new Fetching(Renewal.NONE, 0, 0, null, now);
        }
        if (stage instanceof Fetching && !mayFetch) {
            stage = new Idle();
            asked = false;
        }
        return switch (stage) {
            case Fetching f when !now.isBefore(f.notBefore()) -> new SignInStep.Fetch();
            case Fetching f -> new SignInStep.Rest(f.notBefore());
            case Showing s
            when !now.isBefore(s.pollAt()) ->
                new SignInStep.Poll(s.base(), s.code().id(), s.digits());
            case Showing s -> new SignInStep.Rest(s.pollAt());
            case Keeping k -> new SignInStep.Keep(k.account());
            case Idle i -> new SignInStep.Rest(now.plus(LONG));
            case Confirmed c -> new SignInStep.Rest(now.plus(LONG));
            case AlreadyBound b -> new SignInStep.Rest(now.plus(LONG));
            case Failed f -> new SignInStep.Rest(now.plus(LONG));
        };
    }

    /** What fetching a code brought. */
    void fetched(QrCodeOutcome outcome, Instant now) {
        if (!(stage instanceof Fetching f)) {
            return;
        }
        asked = false;
        stage = switch (outcome) {
            case QrCodeOutcome.Fetched code -> shown(f, code, now);
            case QrCodeOutcome.Refused refused ->
                new Failed(FailedBecause.REFUSED, refused.code() + " " + refused.detail());
            case QrCodeOutcome.Failed failed ->
                new Fetching(f.why(), f.number(), f.failures() + 1, failed.cause(), now.plus(fetchPause(f.failures())));
        };
    }

    private SignInStage shown(Fetching f, QrCodeOutcome.Fetched code, Instant now) {
        if (!QrSvg.canDraw(code.content())) {
            return new Failed(FailedBecause.NOT_UNDERSTOOD, "the code cannot be drawn");
        }
        Code shown = new Code(code.qrcode(), code.content(), now, f.why(), f.number() + 1);
        return new Showing(shown, configuredBase, Scan.WAITING, null, now, null);
    }

    private static Duration fetchPause(int failures) {
        Duration pause = FIRST_FETCH_PAUSE.multipliedBy(1L << Math.min(failures, 5));
        return pause.compareTo(LONGEST_FETCH_PAUSE) < 0 ? pause : LONGEST_FETCH_PAUSE;
    }

    /** What a poll said. An answer about a code that is no longer shown is ignored. */
    void polled(SignInStep.Poll poll, QrStatus status, Instant now, boolean holdsAccount) {
        if (stage instanceof Showing s && s.code().id().equals(poll.codeId())) {
            stage = PollJudge.judge(s, poll.digits(), status, now, holdsAccount);
        }
    }

    /** The new account is stored. */
    void kept() {
        if (stage instanceof Keeping k) {
            stage = new Confirmed(k.account());
        }
    }

    /** The new account could not be stored. */
    void notKept(String why) {
        if (stage instanceof Keeping) {
            stage = new Failed(FailedBecause.NOT_STORED, why);
        }
    }

    /** The next code for one that is worth nothing any more; not at network speed when each is at once. */
    static Fetching renew(Showing old, Renewal why, Instant now) {
        Instant earliest = old.code().shownAt().plus(PollJudge.PAUSE);
        boolean atOnce = !now.isBefore(old.code().shownAt()) && now.isBefore(earliest);
        return new Fetching(why, old.code().number(), 0, null, atOnce ? earliest : now);
    }
}
