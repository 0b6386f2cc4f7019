package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Code;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Renewal;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows; never a token. Its methods are public for the template.
 *
 * @param step what it says
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
        LoginStep step,
        @Nullable Code code,
        @Nullable String trouble,
        @Nullable FailedBecause failed,
        String detail,
        @Nullable String botId,
        @Nullable String userId,
        boolean stale) {
    /** What the page says of a sign-in and of the account. */
    static LoginView of(SignInStage stage, @Nullable Account account, boolean stale, Reachability way) {
        return switch (stage) {
            case SignInStage.Idle i -> atRest(account, stale, way);
            case SignInStage.Confirmed c -> atRest(account, stale, way);
            case SignInStage.Fetching f -> with(LoginStep.PREPARING, null, f.cause(), account, stale);
            case SignInStage.Showing s -> with(step(s.scan()), s.code(), s.trouble(), account, stale);
            case SignInStage.Keeping k -> with(LoginStep.KEEPING, null, null, account, stale);
            case SignInStage.AlreadyBound b -> with(LoginStep.ALREADY_BOUND, null, null, account, stale);
            case SignInStage.Failed f ->
                new LoginView(
                        LoginStep.FAILED, null, null, f.why(), f.detail(), botId(account), userId(account), stale);
        };
    }

    /** Of an account that is kept the page says whether messages can go out; without one a code comes as soon as the page is looked at. */
    private static LoginView atRest(@Nullable Account account, boolean stale, Reachability way) {
        if (account == null || stale) {
            return with(LoginStep.PREPARING, null, null, account, stale);
        }
        LoginStep step = switch (way) {
            case WRITE_ONCE -> LoginStep.WRITE_ONCE;
            case WRITE_TO_RELEASE, WRITE_TO_OPEN, WRITE_AFTER_REFUSAL -> LoginStep.WRITE_AGAIN;
            case SIGN_IN, SIGN_IN_AGAIN, CHECKING_TOKEN -> LoginStep.TOKEN_REFUSED;
            case RESTRICTED, PAUSED -> LoginStep.HELD_BACK;
            case FINE -> LoginStep.SIGNED_IN;
        };
        return with(step, null, null, account, false);
    }

    private static LoginView with(
            LoginStep step, @Nullable Code code, @Nullable String trouble, @Nullable Account account, boolean stale) {
        return new LoginView(step, code, trouble, null, "", botId(account), userId(account), stale);
    }

    private static LoginStep step(SignInStage.Scan scan) {
        return switch (scan) {
            case WAITING -> LoginStep.WAITING;
            case SCANNED -> LoginStep.SCANNED;
            case DIGITS_NEEDED -> LoginStep.DIGITS_NEEDED;
            case DIGITS_WRONG -> LoginStep.DIGITS_WRONG;
            case DIGITS_GIVEN -> LoginStep.DIGITS_GIVEN;
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

    /** Whether there is an account, whatever the sign-in does. */
    public boolean hasAccount() {
        return botId != null;
    }

    /** Changes whenever the page has to look different. */
    public String version() {
        return step.code() + "-" + (code == null ? 0 : code.number()) + "-" + Integer.toHexString(hashCode());
    }
}
