package io.ilinknotify.login;

import io.ilinknotify.account.Account;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import io.ilinknotify.login.SignInStage.AlreadyBound;
import io.ilinknotify.login.SignInStage.Confirmed;
import io.ilinknotify.login.SignInStage.Failed;
import io.ilinknotify.login.SignInStage.FailedBecause;
import io.ilinknotify.login.SignInStage.Fetching;
import io.ilinknotify.login.SignInStage.Idle;
import io.ilinknotify.login.SignInStage.Renewal;
import io.ilinknotify.login.SignInStage.Scan;
import io.ilinknotify.login.SignInStage.Showing;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class SignInFlowTest {
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    private static final URI ELSEWHERE = URI.create("https://sh.weixin.qq.com");

    private final SignInFlow flow = new SignInFlow(BASE);
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private boolean needed = true;
    private boolean watched = true;
    private boolean holdsAccount;

    @Test
    void aWatchedPageWithoutAnAccountGetsACodeAndPollsIt() {
        assertThat(step()).isEqualTo(new SignInStep.Fetch());

        flow.fetched(new QrCodeOutcome.Fetched("q1", "https://a.example/q1"), now);

        assertThat(showing().scan()).isEqualTo(Scan.WAITING);
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", null));
    }

    @Test
    void nobodyWatchesSoNothingIsFetched() {
        watched = false;

        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
        assertThat(flow.stage()).isEqualTo(new Idle());
    }

    @Test
    void anAccountThatWorksAsksForNoCodeUntilTheOperatorDoes() {
        needed = false;
        assertThat(step()).isInstanceOf(SignInStep.Rest.class);

        flow.begin();

        assertThat(step()).isEqualTo(new SignInStep.Fetch());
    }

    @Test
    void waitIsPolledAgainAfterOneSecond() {
        show("q1");

        poll(new QrStatus.Waiting());

        assertThat(step()).isEqualTo(new SignInStep.Rest(now.plusSeconds(1)));
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", null));
    }

    @Test
    void noAnswerMeansWaitAndIsTold() {
        show("q1");

        poll(new QrStatus.NoAnswer("connect timed out"));

        assertThat(showing().trouble()).isEqualTo("connect timed out");
        assertThat(showing().scan()).isEqualTo(Scan.WAITING);
        pass(Duration.ofSeconds(1));
        poll(new QrStatus.Waiting());
        assertThat(showing().trouble()).isNull();
    }

    @Test
    void aScannedCodeWaitsForTheTap() {
        show("q1");

        poll(new QrStatus.Scanned());

        assertThat(showing().scan()).isEqualTo(Scan.SCANNED);
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", null));
    }

    @Test
    void whileDigitsAreAwaitedNothingIsPolledBeforeTheCodeIsOld() {
        show("q1");

        poll(new QrStatus.NeedVerifyCode());

        assertThat(showing().scan()).isEqualTo(Scan.DIGITS_NEEDED);
        assertThat(step()).isEqualTo(new SignInStep.Rest(Instant.parse("2026-11-22T09:05:00Z")));
        pass(Duration.ofMinutes(5));
        poll(new QrStatus.NeedVerifyCode());
        assertThat(showing().scan()).isEqualTo(Scan.DIGITS_NEEDED);
        assertThat(step()).isEqualTo(new SignInStep.Rest(now.plusSeconds(30)));
    }

    @Test
    void digitsGoOutAtOnceAndWithEveryPollUntilTheyAreJudged() {
        show("q1");
        poll(new QrStatus.NeedVerifyCode());

        assertThat(flow.digits("4711", now)).isTrue();

        assertThat(showing().scan()).isEqualTo(Scan.DIGITS_GIVEN);
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", "4711"));
        poll(new QrStatus.NoAnswer("timeout"));
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", "4711"));
        poll(new QrStatus.Scanned());
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", null));
    }

    @Test
    void theSameStatusAfterDigitsMeansWrongDigits() {
        show("q1");
        poll(new QrStatus.NeedVerifyCode());
        flow.digits("0000", now);

        poll(new QrStatus.NeedVerifyCode());

        assertThat(showing().scan()).isEqualTo(Scan.DIGITS_WRONG);
        assertThat(flow.digits("4711", now)).isTrue();
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", "4711"));
    }

    @Test
    void aPollThatLeftBeforeTheDigitsSaysNothingAboutThem() {
        show("q1");
        poll(new QrStatus.NeedVerifyCode());
        pass(Duration.ofMinutes(5));
        SignInStep.Poll withoutDigits = (SignInStep.Poll) step();
        flow.digits("4711", now);

        flow.polled(withoutDigits, new QrStatus.NeedVerifyCode(), now, holdsAccount);

        assertThat(showing().scan()).isEqualTo(Scan.DIGITS_GIVEN);
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q1", "4711"));
    }

    @Test
    void digitsThatNobodyAsksForAreRefused() {
        assertThat(flow.digits("4711", now)).isFalse();
        show("q1");
        assertThat(flow.digits("4711", now)).isFalse();
    }

    @Test
    void tooManyWrongDigitsFetchANewCode() {
        show("q1");
        poll(new QrStatus.NeedVerifyCode());
        flow.digits("0000", now);

        poll(new QrStatus.VerifyCodeBlocked());

        assertThat(step()).isEqualTo(new SignInStep.Fetch());
        flow.fetched(new QrCodeOutcome.Fetched("q2", "https://a.example/q2"), now);
        assertThat(showing().code().why()).isEqualTo(Renewal.BLOCKED);
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q2", null));
    }

    @Test
    void anExpiredCodeIsRenewedWhileSomebodyWatches() {
        show("q1");

        poll(new QrStatus.Expired());

        assertThat(step()).isEqualTo(new SignInStep.Fetch());
        flow.fetched(new QrCodeOutcome.Fetched("q2", "https://a.example/q2"), now);
        assertThat(showing().code().why()).isEqualTo(Renewal.EXPIRED);
        assertThat(showing().code().number()).isEqualTo(2);
    }

    @Test
    void anExpiredCodeIsNotRenewedWhenNobodyWatches() {
        needed = false;
        flow.begin();
        show("q1");
        watched = false;

        poll(new QrStatus.Expired());

        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
        assertThat(flow.stage()).isEqualTo(new Idle());
        watched = true;
        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
    }

    @Test
    void aCodeThatTheServerNeverCallsExpiredIsGivenUp() {
        show("q1");
        pass(Duration.ofMinutes(10));

        assertThat(step()).isEqualTo(new SignInStep.Fetch());
        assertThat(((Fetching) flow.stage()).why()).isEqualTo(Renewal.EXPIRED);
    }

    @Test
    void aRedirectIsPolledThereAndTheNextCodeStartsAtTheConfiguredBase() {
        show("q1");

        poll(new QrStatus.Redirected(ELSEWHERE));

        assertThat(showing().scan()).isEqualTo(Scan.SCANNED);
        pass(Duration.ofSeconds(1));
        assertThat(step()).isEqualTo(new SignInStep.Poll(ELSEWHERE, "q1", null));
        poll(new QrStatus.Expired());
        show("q2");
        assertThat(step()).isEqualTo(new SignInStep.Poll(BASE, "q2", null));
    }

    @Test
    void aConfirmationIsDoneOnlyWhenTheAccountIsStored() {
        show("q1");

        poll(new QrStatus.Confirmed("secret", "b@im.bot", "u@im.wechat", ELSEWHERE));

        Account account = new Account("secret", "b@im.bot", "u@im.wechat", ELSEWHERE);
        assertThat(step()).isEqualTo(new SignInStep.Keep(account));
        flow.kept();
        needed = false;
        assertThat(flow.stage()).isEqualTo(new Confirmed(account));
        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
    }

    @Test
    void anAccountThatCannotBeStoredIsAFailureThatWaitsForThePerson() {
        show("q1");
        poll(new QrStatus.Confirmed("secret", "b@im.bot", "u@im.wechat", BASE));

        flow.notKept("disk full");

        assertThat(flow.stage()).isEqualTo(new Failed(FailedBecause.NOT_STORED, "disk full"));
        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
    }

    @Test
    void anAccountThatIsLostLaterStartsAgainByItself() {
        show("q1");
        poll(new QrStatus.Confirmed("secret", "b@im.bot", "u@im.wechat", BASE));
        flow.kept();

        needed = true;

        assertThat(step()).isEqualTo(new SignInStep.Fetch());
    }

    @Test
    void alreadyBoundKeepsTheStoredAccount() {
        needed = false;
        holdsAccount = true;
        flow.begin();
        show("q1");

        poll(new QrStatus.AlreadyBound());

        assertThat(flow.stage()).isEqualTo(new AlreadyBound());
        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
    }

    @Test
    void alreadyBoundWithoutAnyAccountIsAFailure() {
        show("q1");

        poll(new QrStatus.AlreadyBound());

        assertThat(flow.stage()).isEqualTo(new Failed(FailedBecause.NOTHING_BOUND, ""));
    }

    @Test
    void aPlaceThatATokenMustNotGoToEndsIt() {
        show("q1");

        poll(new QrStatus.RefusedAddress("https://evil.example is not under weixin.qq.com"));

        assertThat(flow.stage())
                .isEqualTo(
                        new Failed(FailedBecause.REFUSED_ADDRESS, "https://evil.example is not under weixin.qq.com"));
    }

    @Test
    void whatMakesNoSenseEndsItAndThePersonMayTryAgain() {
        show("q1");
        poll(new QrStatus.Failed("unknown status \"gone\""));
        assertThat(flow.stage()).isEqualTo(new Failed(FailedBecause.NOT_UNDERSTOOD, "unknown status \"gone\""));

        flow.begin();

        assertThat(step()).isEqualTo(new SignInStep.Fetch());
    }

    @Test
    void aCodeThatCannotBeFetchedIsTriedWithGrowingPauses() {
        step();
        long[] pauses = new long[6];
        for (int i = 0; i < pauses.length; i++) {
            flow.fetched(new QrCodeOutcome.Failed("no route"), now);
            pauses[i] =
                    Duration.between(now, ((SignInStep.Rest) step()).until()).toSeconds();
            pass(Duration.ofSeconds(pauses[i]));
            assertThat(step()).isEqualTo(new SignInStep.Fetch());
        }

        assertThat(pauses).containsExactly(2, 4, 8, 16, 30, 30);
        assertThat(((Fetching) flow.stage()).cause()).isEqualTo("no route");
    }

    @Test
    void aServerThatRefusesACodeIsNotAskedAgainByItself() {
        step();

        flow.fetched(new QrCodeOutcome.Refused(403, "forbidden"), now);

        assertThat(flow.stage()).isEqualTo(new Failed(FailedBecause.REFUSED, "403 forbidden"));
        assertThat(step()).isInstanceOf(SignInStep.Rest.class);
    }

    @Test
    void aCodeThatCannotBeDrawnIsNotShown() {
        step();

        flow.fetched(new QrCodeOutcome.Fetched("q1", ""), now);

        assertThat(flow.stage()).isEqualTo(new Failed(FailedBecause.NOT_UNDERSTOOD, "the code cannot be drawn"));
    }

    @Test
    void anAnswerAboutAnEarlierCodeIsIgnored() {
        show("q1");
        SignInStep.Poll old = new SignInStep.Poll(BASE, "q0", null);

        flow.polled(old, new QrStatus.Expired(), now, holdsAccount);

        assertThat(showing().code().id()).isEqualTo("q1");
    }

    @Test
    void noStageShowsASecretInTheLog() {
        show("q-secret");
        poll(new QrStatus.NeedVerifyCode());
        flow.digits("4711", now);

        assertThat(flow.stage().toString() + step()).doesNotContain("q-secret", "4711");
        poll(new QrStatus.Confirmed("token-secret", "b@im.bot", "u@im.wechat", BASE));
        assertThat(flow.stage().toString() + step()).doesNotContain("token-secret");
    }

    private SignInStep step() {
        return flow.next(now, needed, watched);
    }

    private void show(String code) {
        assertThat(step()).isEqualTo(new SignInStep.Fetch());
        flow.fetched(new QrCodeOutcome.Fetched(code, "https://a.example/" + code), now);
    }

    private void poll(QrStatus status) {
        flow.polled((SignInStep.Poll) step(), status, now, holdsAccount);
    }

    private Showing showing() {
        return (Showing) flow.stage();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
