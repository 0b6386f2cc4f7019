package io.ilinknotify.account;

import io.ilinknotify.account.SignInStage.Failed;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.account.SignInStage.Fetching;
import io.ilinknotify.account.SignInStage.Idle;
import io.ilinknotify.account.SignInStage.Renewal;
import io.ilinknotify.account.SignInStage.Showing;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.ilinknotify.account.SignInDriver.BASE;
import static io.ilinknotify.account.SignInDriver.ELSEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

/** When a code is fetched, where it is polled, and when it is renewed or given up. */
class SignInStageCodeTest {
    private final SignInDriver signIn = new SignInDriver();

    @Test
    void aWatchedPageWithoutAnAccountGetsACodeAndPollsIt() {
        assertThat(signIn.due()).containsInstanceOf(Fetching.class);

        signIn.fetched(new QrCodeOutcome.Fetched("q1", "https://a.example/q1"));

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.WAITING);
        signIn.assertPolls(BASE, "q1", null);
    }

    @Test
    void nobodyWatchesSoNothingIsFetched() {
        signIn.watched = false;

        assertThat(signIn.due()).isEmpty();
        assertThat(signIn.stage).isEqualTo(new Idle());
    }

    @Test
    void anAccountThatWorksAsksForNoCodeUntilTheOperatorDoes() {
        signIn.needed = false;
        assertThat(signIn.due()).isEmpty();

        signIn.begin();

        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
    }

    @Test
    void anExpiredCodeIsRenewedWhileSomebodyWatches() {
        signIn.show("q1");
        signIn.pass(Duration.ofSeconds(1));

        signIn.poll(new QrStatus.Expired());

        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
        signIn.fetched(new QrCodeOutcome.Fetched("q2", "https://a.example/q2"));
        assertThat(signIn.showing().code().why()).isEqualTo(Renewal.EXPIRED);
        assertThat(signIn.showing().code().number()).isEqualTo(2);
    }

    @Test
    void codesThatExpireAtOnceAreNotRenewedAtNetworkSpeed() {
        signIn.show("q1");

        signIn.poll(new QrStatus.Expired());

        assertThat(signIn.next()).isEqualTo(signIn.now.plusSeconds(1));
        signIn.pass(Duration.ofSeconds(1));
        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
    }

    @Test
    void anExpiredCodeIsNotRenewedWhenNobodyWatches() {
        signIn.needed = false;
        signIn.begin();
        signIn.show("q1");
        signIn.watched = false;

        signIn.poll(new QrStatus.Expired());

        assertThat(signIn.due()).isEmpty();
        assertThat(signIn.stage).isEqualTo(new Idle());
        signIn.watched = true;
        assertThat(signIn.due()).isEmpty();
    }

    @Test
    void aCodeThatTheServerNeverCallsExpiredIsGivenUp() {
        signIn.show("q1");
        signIn.pass(Duration.ofMinutes(10));

        assertThat(signIn.due()).containsInstanceOf(Fetching.class);
        assertThat(((Fetching) signIn.stage).why()).isEqualTo(Renewal.EXPIRED);
    }

    @Test
    void aRedirectIsPolledThereAndTheNextCodeStartsAtTheConfiguredBase() {
        signIn.show("q1");

        signIn.poll(new QrStatus.Redirected(ELSEWHERE));

        assertThat(signIn.showing().step()).isEqualTo(LoginStep.SCANNED);
        signIn.pass(Duration.ofSeconds(1));
        signIn.assertPolls(ELSEWHERE, "q1", null);
        signIn.poll(new QrStatus.Expired());
        signIn.show("q2");
        signIn.assertPolls(BASE, "q2", null);
    }

    @Test
    void aCodeThatCannotBeFetchedIsTriedWithGrowingPauses() {
        signIn.next();
        long[] pauses = new long[6];
        for (int i = 0; i < pauses.length; i++) {
            signIn.fetched(new QrCodeOutcome.Failed("no route"));
            pauses[i] = Duration.between(signIn.now, signIn.next()).toSeconds();
            signIn.pass(Duration.ofSeconds(pauses[i]));
            assertThat(signIn.due()).containsInstanceOf(Fetching.class);
        }

        assertThat(pauses).containsExactly(2, 4, 8, 16, 30, 30);
        assertThat(((Fetching) signIn.stage).cause()).isEqualTo("no route");
    }

    @Test
    void aServerThatRefusesACodeIsNotAskedAgainByItself() {
        signIn.next();

        signIn.fetched(new QrCodeOutcome.Refused(403, "forbidden"));

        assertThat(signIn.stage).isEqualTo(new Failed(FailedBecause.REFUSED, "403 forbidden"));
        assertThat(signIn.due()).isEmpty();
    }

    @Test
    void aCodeThatCannotBeDrawnIsNotShown() {
        signIn.next();

        signIn.fetched(new QrCodeOutcome.Fetched("q1", ""));

        assertThat(signIn.stage).isEqualTo(new Failed(FailedBecause.NOT_UNDERSTOOD, "the code cannot be drawn"));
    }

    @Test
    void anAnswerAboutAnEarlierCodeIsIgnored() {
        signIn.show("q0");
        Showing old = signIn.showing();
        signIn.pass(Duration.ofMinutes(10));
        signIn.show("q1");

        signIn.poll(old, new QrStatus.Expired());

        assertThat(signIn.showing().code().id()).isEqualTo("q1");
    }
}
