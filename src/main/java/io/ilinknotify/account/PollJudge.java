package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.AlreadyBound;
import io.ilinknotify.account.SignInStage.Failed;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Keeping;
import io.ilinknotify.account.SignInStage.Renewal;
import io.ilinknotify.account.SignInStage.Scan;
import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.ilink.QrStatus;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What the status of a code means for the sign-in (the table in the protocol page, "Sign-in" 2). */
final class PollJudge {
    /** Between two polls. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * While digits are awaited nothing is polled, since a poll without digits may count as a wrong try. A code of this
     * age has probably expired, which only a poll can tell.
     */
    static final Duration QUIET_FOR_DIGITS = Duration.ofMinutes(5);

    /** From then on. */
    static final Duration PAUSE_FOR_DIGITS = Duration.ofSeconds(30);

    private PollJudge() {}

    /**
     * @param sent the digits that this poll carried
     * @param holdsAccount whether there is an account that could be the one already bound
     */
    static SignInStage judge(Showing s, @Nullable String sent, QrStatus status, Instant now, boolean holdsAccount) {
        return switch (status) {
            case QrStatus.Waiting w -> again(s, s.base(), s.scan(), now, null);
            case QrStatus.NoAnswer n -> again(s, s.base(), s.scan(), now, n.cause());
            case QrStatus.Scanned c -> new Showing(s.code(), s.base(), Scan.SCANNED, null, now.plus(PAUSE), null);
            case QrStatus.NeedVerifyCode n -> needsDigits(s, sent, now);
            case QrStatus.VerifyCodeBlocked b -> SignInFlow.renew(s, Renewal.BLOCKED, now);
            case QrStatus.Redirected r ->
                again(s, r.base(), s.scan() == Scan.WAITING ? Scan.SCANNED : s.scan(), now, null);
            case QrStatus.AlreadyBound b ->
                holdsAccount ? new AlreadyBound() : new Failed(FailedBecause.NOTHING_BOUND, "");
            case QrStatus.Expired e -> SignInFlow.renew(s, Renewal.EXPIRED, now);
            case QrStatus.Confirmed c -> new Keeping(new Account(c.botToken(), c.botId(), c.userId(), c.baseUrl()));
            case QrStatus.RefusedAddress r -> new Failed(FailedBecause.REFUSED_ADDRESS, r.message());
            case QrStatus.Failed f -> new Failed(FailedBecause.NOT_UNDERSTOOD, f.cause());
        };
    }

    private static Showing again(Showing s, URI base, Scan scan, Instant now, @Nullable String trouble) {
        Instant next = scan.wantsDigits() ? now.plus(PAUSE_FOR_DIGITS) : now.plus(PAUSE);
        return new Showing(s.code(), base, scan, s.digits(), next, trouble);
    }

    private static Showing needsDigits(Showing s, @Nullable String sent, Instant now) {
        if (!Objects.equals(sent, s.digits())) {
            // Digits came while a poll without them was on its way: that poll says nothing about them.
            return new Showing(s.code(), s.base(), s.scan(), s.digits(), now, null);
        }
        boolean wrong = sent != null || s.scan() == Scan.DIGITS_WRONG;
        Instant quietUntil = s.code().shownAt().plus(QUIET_FOR_DIGITS);
        Instant later = now.plus(PAUSE_FOR_DIGITS);
        return new Showing(
                s.code(),
                s.base(),
                wrong ? Scan.DIGITS_WRONG : Scan.DIGITS_NEEDED,
                null,
                later.isAfter(quietUntil) ? later : quietUntil,
                null);
    }
}
