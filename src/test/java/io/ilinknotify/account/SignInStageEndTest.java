package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.AlreadyBound;
import io.ilinknotify.account.SignInStage.Failed;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Fetching;
import io.ilinknotify.account.SignInStage.Idle;
import io.ilinknotify.account.SignInStage.Keeping;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.QrStatus;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.account.SignInDriver.BASE;
import static io.ilinknotify.account.SignInDriver.ELSEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

/** How a sign-in ends, well or badly, and what comes after. */
class SignInStageEndTest {
    private final SignInDriver signIn = new SignInDriver();

    @Test
    void aConfirmationIsDoneOnlyWhenTheAccountIsStored() {
        signIn.show("q1");

        signIn.poll(new QrStatus.Confirmed(new Account("secret", "b@im.bot", "u@im.wechat", ELSEWHERE)));

        Account account = new Account("secret", "b@im.bot", "u@im.wechat", ELSEWHERE);
        assertThat(signIn.due()).contains(new Keeping(account));
        signIn.stage = new Idle();
        signIn.needed = false;
        assertThat(signIn.due()).isEmpty();
    }

    @Test
    void anAccountThatCannotBeStoredIsAFailureThatWaitsForThePerson() {
        signIn.show("q1");
        signIn.poll(new QrStatus.Confirmed(new Account("secret", "b@im.bot", "u@im.wechat", BASE)));

        signIn.stage = new Failed(FailedBecause.NOT_STORED, "disk full");

        assertThat(signIn.due()).isEmpty();
    }

    @Test
    void anAccountThatIsLostLaterStartsAgainByItself() {
        signIn.show("q1");
        signIn.poll(new QrStatus.Confirmed(new Account("secret", "b@im.bot", "u@im.wechat", BASE)));
        signIn.stage = new Idle();

        signIn.needed = true;

        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
    }

    @Test
    void alreadyBoundKeepsTheStoredAccount() {
        signIn.needed = false;
        signIn.holdsAccount = true;
        signIn.begin();
        signIn.show("q1");

        signIn.poll(new QrStatus.AlreadyBound());

        assertThat(signIn.stage).isEqualTo(new AlreadyBound());
        assertThat(signIn.due()).isEmpty();
    }

    @Test
    void alreadyBoundWithoutAnyAccountIsAFailure() {
        signIn.show("q1");

        signIn.poll(new QrStatus.AlreadyBound());

        assertThat(signIn.stage).isEqualTo(new Failed(FailedBecause.NOTHING_BOUND, ""));
    }

    @Test
    void aPlaceThatATokenMustNotGoToEndsIt() {
        signIn.show("q1");

        signIn.poll(new QrStatus.RefusedAddress("https://evil.example is not under weixin.qq.com"));

        assertThat(signIn.stage)
                .isEqualTo(
                        new Failed(FailedBecause.REFUSED_ADDRESS, "https://evil.example is not under weixin.qq.com"));
    }

    @Test
    void whatMakesNoSenseEndsItAndThePersonMayTryAgain() {
        signIn.show("q1");
        signIn.poll(new QrStatus.Failed("unknown status \"gone\""));
        assertThat(signIn.stage).isEqualTo(new Failed(FailedBecause.NOT_UNDERSTOOD, "unknown status \"gone\""));

        signIn.begin();

        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
    }

    @Test
    void noStageShowsASecretInTheLog() {
        signIn.show("q-secret");
        signIn.poll(new QrStatus.NeedVerifyCode());
        signIn.digits("4711");

        assertThat(signIn.stage.toString() + signIn.due()).doesNotContain("q-secret", "4711");
        signIn.poll(new QrStatus.Confirmed(new Account("token-secret", "b@im.bot", "u@im.wechat", BASE)));
        assertThat(signIn.stage.toString() + signIn.due()).doesNotContain("token-secret");
    }
}
