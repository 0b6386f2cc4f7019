package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Code;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.ilink.Account;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows; never a token.
 *
 * @param trouble why the server gives no answer at the moment; {@code null} when it does
 * @param failed why the sign-in ended; {@code null} when it did not
 * @param detail what belongs to {@code failed}; empty when there is nothing to add
 * @param stale whether the server no longer accepts the token of the account
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
    /** Tells a sign-in and the account as the page does. */
    static LoginView of(SignInStage stage, @Nullable Account account, boolean stale, Reachability way) {
        String botId = account == null ? null : account.botId();
        String userId = account == null ? null : account.userId();
        // Without an account a code comes as soon as the page is looked at.
        LoginStep atRest = account == null || stale ? LoginStep.PREPARING : LoginStep.of(way);
        return switch (stage) {
            case SignInStage.Idle i -> new LoginView(atRest, null, null, null, "", botId, userId, stale);
            case SignInStage.Fetching f ->
                new LoginView(LoginStep.PREPARING, null, f.cause(), null, "", botId, userId, stale);
            case SignInStage.Showing s ->
                new LoginView(s.step(), s.code(), s.trouble(), null, "", botId, userId, stale);
            case SignInStage.Keeping k -> new LoginView(LoginStep.KEEPING, null, null, null, "", botId, userId, stale);
            case SignInStage.AlreadyBound b ->
                new LoginView(LoginStep.ALREADY_BOUND, null, null, null, "", botId, userId, stale);
            case SignInStage.Failed f ->
                new LoginView(LoginStep.FAILED, null, null, f.why(), f.detail(), botId, userId, stale);
        };
    }

    /** Changes whenever the page has to look different. */
    public String version() {
        return step.code() + "-" + (code == null ? 0 : code.number()) + "-" + Integer.toHexString(hashCode());
    }
}
