package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Code;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Renewal;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * All that the page shows; never a token. Its methods are public for the template.
 *
 * @param step the one to show
 * @param code the code that is shown or was scanned; {@code null} when there is none
 * @param trouble why the server gives no answer at the moment; {@code null} when it does
 * @param failed why the sign-in ended; {@code null} when it did not
 * @param detail what belongs to {@code failed}; empty when there is nothing to add
 * @param botId of the account that is in use; {@code null} when there is none
 * @param userId of the account that is in use; {@code null} when there is none
 * @param stale whether the server no longer accepts the token of that account
 */
@TemplateData
record LoginView(
        Step step,
        @Nullable Code code,
        @Nullable String trouble,
        @Nullable FailedBecause failed,
        String detail,
        @Nullable String botId,
        @Nullable String userId,
        boolean stale) {
    /** Tells a sign-in and the account as the page does. */
    static LoginView of(SignInStage stage, @Nullable Account account, boolean stale, Reachability way) {
        return switch (stage) {
            case SignInStage.Idle i -> atRest(account, stale, way);
            case SignInStage.Confirmed c -> atRest(account, stale, way);
            case SignInStage.Fetching f -> with(Step.PREPARING, null, f.cause(), account, stale);
            case SignInStage.Showing s -> with(step(s.scan()), s.code(), s.trouble(), account, stale);
            case SignInStage.Keeping k -> with(Step.KEEPING, null, null, account, stale);
            case SignInStage.AlreadyBound b -> with(Step.ALREADY_BOUND, null, null, account, stale);
            case SignInStage.Failed f ->
                new LoginView(Step.FAILED, null, null, f.why(), f.detail(), botId(account), userId(account), stale);
        };
    }

    /** Of an account that is kept the page says whether messages can go out; without one a code comes as soon as the page is looked at. */
    private static LoginView atRest(@Nullable Account account, boolean stale, Reachability way) {
        if (account == null || stale) {
            return with(Step.PREPARING, null, null, account, stale);
        }
        Step step = switch (way) {
            case WRITE_ONCE -> Step.WRITE_ONCE;
            case WRITE_TO_RELEASE, WRITE_TO_OPEN, WRITE_AFTER_REFUSAL -> Step.WRITE_AGAIN;
            case SIGN_IN, SIGN_IN_AGAIN, CHECKING_TOKEN -> Step.TOKEN_REFUSED;
            case RESTRICTED, PAUSED -> Step.HELD_BACK;
            case FINE -> Step.SIGNED_IN;
        };
        return with(step, null, null, account, false);
    }

    private static LoginView with(
            Step step, @Nullable Code code, @Nullable String trouble, @Nullable Account account, boolean stale) {
        return new LoginView(step, code, trouble, null, "", botId(account), userId(account), stale);
    }

    private static Step step(SignInStage.Scan scan) {
        return switch (scan) {
            case WAITING -> Step.WAITING;
            case SCANNED -> Step.SCANNED;
            case DIGITS_NEEDED -> Step.DIGITS_NEEDED;
            case DIGITS_WRONG -> Step.DIGITS_WRONG;
            case DIGITS_GIVEN -> Step.DIGITS_GIVEN;
        };
    }

    private static @Nullable String botId(@Nullable Account account) {
        return account == null ? null : account.botId();
    }

    private static @Nullable String userId(@Nullable Account account) {
        return account == null ? null : account.userId();
    }

    /** Why the code is a new one. */
    public Renewal renewal() {
        return code == null ? Renewal.NONE : code.why();
    }

    /** Says that there is an account, whatever the sign-in does. */
    public boolean hasAccount() {
        return botId != null;
    }

    /** Changes whenever the page has to look different. */
    public String version() {
        return step.code() + "-" + (code == null ? 0 : code.number()) + "-" + Integer.toHexString(hashCode());
    }

    /** The step that the page shows. Its methods are public for the template. */
    enum Step {
        /** A code is fetched, or cannot be for the moment. */
        PREPARING,
        /** A code is shown. */
        WAITING,
        /** The phone has seen it. */
        SCANNED,
        /** Digits are asked for. */
        DIGITS_NEEDED,
        /** Digits are asked for again. */
        DIGITS_WRONG,
        /** Digits were given. */
        DIGITS_GIVEN,
        /** Confirmed, and not stored yet. */
        KEEPING,
        /** Signed in, and the person has not written yet. */
        WRITE_ONCE,
        /** Signed in, and the window is shut. */
        WRITE_AGAIN,
        /** The token was refused once, and is being looked at. */
        TOKEN_REFUSED,
        /** Signed in, and the server lets nothing through for the moment. */
        HELD_BACK,
        /** Signed in, and everything works as far as we know. */
        SIGNED_IN,
        /** The stored account stays. */
        ALREADY_BOUND,
        /** It did not succeed. */
        FAILED;

        private static final Set<Step> LAST = EnumSet.of(DIGITS_NEEDED, DIGITS_WRONG, SIGNED_IN, ALREADY_BOUND, FAILED);
        private static final Set<Step> WITH_ACCOUNT =
                EnumSet.of(WRITE_ONCE, WRITE_AGAIN, TOKEN_REFUSED, HELD_BACK, SIGNED_IN, ALREADY_BOUND);

        /** The name for scripts. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Says that it can change without the person at this page. A form that is being filled must not be refreshed away. */
        public boolean refreshes() {
            return !LAST.contains(this);
        }

        /** Says that an account is in use and no sign-in runs. */
        public boolean restsWithAccount() {
            return WITH_ACCOUNT.contains(this);
        }

        /** Says that a code is on the page. */
        public boolean showsCode() {
            return this == WAITING;
        }
    }
}
