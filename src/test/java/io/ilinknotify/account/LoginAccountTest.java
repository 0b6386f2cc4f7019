package io.ilinknotify.account;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.simulator.TrafficLog;
import io.ilinknotify.volume.StateDir;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;

import static io.ilinknotify.TestAgent.scan;
import static io.ilinknotify.account.LoginPageDriver.awaitState;
import static io.ilinknotify.account.LoginPageDriver.page;
import static io.ilinknotify.account.LoginPageDriver.post;
import static io.ilinknotify.account.LoginPageDriver.signIn;
import static io.ilinknotify.account.LoginPageDriver.startAfresh;
import static io.ilinknotify.account.LoginPageDriver.stored;
import static io.ilinknotify.account.LoginPageDriver.storedToken;
import static org.assertj.core.api.Assertions.assertThat;

/** Which account a sign-in keeps, and which it never takes. */
@QuarkusTest
class LoginAccountTest {
    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @Inject
    StateDir volume;

    @BeforeEach
    void nobodyIsSignedIn() {
        startAfresh(simulator);
    }

    @AfterEach
    void leaveNothingBehind() {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void aTokenIsNotGivenToAForeignAddress() throws Exception {
        simulator.ilink().rules().baseUrl = "https://evil.example";
        scan(phone("forged"));
        phone("forged").tapConfirm();

        awaitState("failed");
        assertThat(page()).contains("不可以把令牌交给它", "evil.example");
        assertThat(stored(volume)).doesNotContain("bot_token");

        simulator.ilink().rules().baseUrl = null;
        post("again");
        awaitState("waiting");
    }

    @Test
    void aConfirmationWithoutABotIdIsAFailure() {
        simulator.ilink().rules().withoutBotId = true;
        scan(phone("lacking"));
        phone("lacking").tapConfirm();

        awaitState("failed");
        assertThat(page()).contains("看不懂服务器的回应", "再试一次");
    }

    @Test
    void aRedirectIsFollowed() {
        simulator.ilink().rules().redirectHost = "127.0.0.1:" + simulator.port();
        scan(phone("redirected"));
        awaitState("scanned");
        phone("redirected").tapConfirm();

        awaitState("write-once");
    }

    @Test
    void aBotThatIsStillBoundKeepsTheStoredAccount() throws Exception {
        signIn(phone("bound"));
        String stored = stored(volume);
        post("again");
        awaitState("waiting");

        scan(phone("bound"));
        awaitState("scanned");
        phone("bound").tapConfirm();
        awaitState("already-bound");

        assertThat(page()).contains("仍绑定在此处保存的账号上", phone("bound").botId());
        assertThat(stored(volume)).isEqualTo(stored);
        assertThat(lastFetch().request().body()).contains("\"local_token_list\":[\"" + storedToken(volume) + "\"]");
    }

    @Test
    void theOldAccountStaysUntilTheNewOneIsConfirmed() throws Exception {
        signIn(phone("old"));
        post("again");
        awaitState("waiting");
        scan(phone("new"));
        awaitState("scanned");
        assertThat(page()).contains(phone("old").botId());
        assertThat(stored(volume)).contains(phone("old").botId());

        phone("new").tapConfirm();

        awaitState("write-once");
        assertThat(page())
                .contains(phone("new").botId())
                .doesNotContain(phone("old").botId());
    }

    @Test
    void signingOutErasesTheTokenAndTellsTheServer() throws Exception {
        signIn(phone("leaving"));
        int told = simulator.ilink().count(Endpoint.NOTIFY_STOP);

        post("sign-out");

        assertThat(stored(volume)).doesNotContain("bot_token");
        assertThat(simulator.ilink().count(Endpoint.NOTIFY_STOP)).isEqualTo(told + 1);
        awaitState("waiting");
        assertThat(page()).doesNotContain(phone("leaving").botId());
    }

    @Test
    void nothingBrokeARuleOfTheServer() {
        signIn(phone("careful"));

        assertThat(simulator.ilink().violations()).isEmpty();
    }

    private Phone phone(String name) {
        return simulator.ilink().phone(name);
    }

    private TrafficLog.SeenRequest lastFetch() {
        return simulator.ilink().requests(Endpoint.QRCODE).getLast();
    }
}
