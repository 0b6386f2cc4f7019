package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Fetching;
import io.ilinknotify.account.SignInStage.Renewal;
import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.ilinknotify.account.SignInDriver.BASE;
import static org.assertj.core.api.Assertions.assertThat;

/** From the shown code over the scan and the digits to the tap. */
class SignInStageScanTest {
    private final SignInDriver signIn = new SignInDriver();

    @Test
    void waitIsPolledAgainAfterOneSecond() {
        signIn.show("q1");

        signIn.poll(new QrStatus.Waiting());

        assertThat(signIn.next()).isEqualTo(signIn.now.plusSeconds(1));
        signIn.pass(Duration.ofSeconds(1));
        signIn.assertPolls(BASE, "q1", null);
    }

    @Test
    void noAnswerMeansWaitAndIsTold() {
        signIn.show("q1");

        signIn.poll(new QrStatus.NoAnswer("connect timed out"));

        assertThat(signIn.showing().trouble()).isEqualTo("connect timed out");
        assertThat(signIn.showing().step()).isEqualTo(LoginStep.WAITING);
        signIn.pass(Duration.ofSeconds(1));
        signIn.poll(new QrStatus.Waiting());
        assertThat(signIn.showing().trouble()).isNull();
    }

    @Test
    void aScannedCodeWaitsForTheTap() {
        signIn.show("q1");

        signIn.poll(new QrStatus.Scanned());

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.SCANNED);
        signIn.pass(Duration.ofSeconds(1));
        signIn.assertPolls(BASE, "q1", null);
    }

    @Test
    void whileDigitsAreAwaitedNothingIsPolledBeforeTheCodeIsOld() {
        signIn.show("q1");

        signIn.poll(new QrStatus.NeedVerifyCode());

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.DIGITS_NEEDED);
        assertThat(signIn.next()).isEqualTo("2026-11-22T09:05:00Z");
        signIn.pass(Duration.ofMinutes(5));
        signIn.poll(new QrStatus.NeedVerifyCode());
        assertThat(signIn.showing().step()).isEqualTo(LoginStep.DIGITS_NEEDED);
        assertThat(signIn.next()).isEqualTo(signIn.now.plusSeconds(30));
    }

    @Test
    void digitsGoOutAtOnceAndWithEveryPollUntilTheyAreJudged() {
        signIn.show("q1");
        signIn.poll(new QrStatus.NeedVerifyCode());

        assertThat(signIn.digits("4711")).isTrue();

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.DIGITS_GIVEN);
        signIn.assertPolls(BASE, "q1", "4711");
        signIn.poll(new QrStatus.NoAnswer("timeout"));
        signIn.pass(Duration.ofSeconds(1));
        signIn.assertPolls(BASE, "q1", "4711");
        signIn.poll(new QrStatus.Scanned());
        signIn.pass(Duration.ofSeconds(1));
        signIn.assertPolls(BASE, "q1", null);
    }

    @Test
    void theSameStatusAfterDigitsMeansWrongDigits() {
        signIn.show("q1");
        signIn.poll(new QrStatus.NeedVerifyCode());
        signIn.digits("0000");

        signIn.poll(new QrStatus.NeedVerifyCode());

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.DIGITS_WRONG);
        assertThat(signIn.digits("4711")).isTrue();
        signIn.assertPolls(BASE, "q1", "4711");
    }

    @Test
    void aPollThatLeftBeforeTheDigitsSaysNothingAboutThem() {
        signIn.show("q1");
        signIn.poll(new QrStatus.NeedVerifyCode());
        signIn.pass(Duration.ofMinutes(5));
        Showing withoutDigits = (Showing) signIn.due().orElseThrow();
        signIn.digits("4711");

        signIn.poll(withoutDigits, new QrStatus.NeedVerifyCode());

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.DIGITS_GIVEN);
        signIn.assertPolls(BASE, "q1", "4711");
    }

    @Test
    void digitsThatNobodyAsksForAreRefused() {
        assertThat(signIn.digits("4711")).isFalse();
        signIn.show("q1");
        assertThat(signIn.digits("4711")).isFalse();
    }

    @Test
    void tooManyWrongDigitsFetchANewCode() {
        signIn.show("q1");
        signIn.poll(new QrStatus.NeedVerifyCode());
        signIn.digits("0000");

        signIn.pass(Duration.ofSeconds(1));
        signIn.poll(new QrStatus.VerifyCodeBlocked());

        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
        signIn.fetched(new QrCodeOutcome.Fetched("q2", "https://a.example/q2"));
        assertThat(signIn.showing().code().why()).isEqualTo(Renewal.BLOCKED);
        signIn.assertPolls(BASE, "q2", null);
    }
}
