package io.ilinknotify;

import io.ilinknotify.browser.Browser;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Simulator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a newcomer does, in two windows of a real browser: sign in with the phone's page, send, read, and write back.
 */
@QuarkusTest
@EnabledIf(value = "io.ilinknotify.browser.Browser#available", disabledReason = "this machine has no chromedriver")
class WholeWayInBrowserTest {
    @SuppressWarnings("NullAway.Init") // given by the resource
    Simulator simulator;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource("login")
    URL login;

    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource
    URL status;

    @BeforeEach
    @AfterEach
    void nobodyIsSignedInAndNothingWaits() {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
    }

    @Test
    void fromTheFirstCodeToAnAnswerOnThePhone() throws Exception {
        simulator.ilink().rules().digits = true;
        int codes = simulator.ilink().count(Endpoint.QRCODE);
        try (Browser page = Browser.open();
                Browser phone = Browser.open()) {
            page.go(login.toString());
            page.type("input[name=token]", TestAgent.OPERATOR);
            page.click("main button");
            awaitStep(page, "waiting");
            assertThat(page.shows("svg.qr")).isTrue();
            phone.go(simulator.phoneUrl());

            phone.click("#expire");
            await().atMost(Duration.ofSeconds(15)).until(() -> page.shows("#live[data-state=waiting] .notice"));
            assertThat(page.text(".notice")).isEqualTo("上一个二维码已过期，这是新的。");
            assertThat(simulator.ilink().count(Endpoint.QRCODE)).isGreaterThan(codes);

            signInWithDigits(page, phone);
            phone.type("#text", "hello");
            phone.click("#send");
            awaitStep(page, "signed-in");

            send("the disk is full");
            await().atMost(Duration.ofSeconds(5)).until(() -> phone.shows(".message.bot"));
            assertThat(phone.text(".message.bot .bubble")).contains("the disk is full");

            page.go(status.toString());
            assertThat(page.text(".headline")).startsWith("能：还可发 9/10 条");
            assertThat(page.text("#sends-left")).isEqualTo("9/10");
            page.screenshot(Path.of("target/screenshots/status.png"));
            phone.type("#text", "thanks");
            phone.click("#send");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> page.text("#sends-left").equals("10/10"));
            assertThat(simulator.ilink().violations()).isEmpty();
        }
    }

    private static void signInWithDigits(Browser page, Browser phone) {
        await().until(() -> phone.shows("#scan"));
        phone.click("#scan");
        awaitStep(page, "digits-needed");
        await().until(() -> phone.shows("#digits"));
        String digits = phone.text("#digits");
        page.type("#digits", digits.startsWith("0") ? "1" : "0");
        page.click(".digits button");
        awaitStep(page, "digits-wrong");
        page.screenshot(Path.of("target/screenshots/digits.png"));
        page.type("#digits", digits);
        page.click(".digits button");
        awaitStep(page, "scanned");
        await().until(() -> phone.shows("#confirm:enabled"));
        phone.click("#confirm");
        awaitStep(page, "write-once");
    }

    private static void awaitStep(Browser page, String step) {
        await().atMost(Duration.ofSeconds(15)).until(() -> page.shows("#live[data-state=" + step + "]"));
    }

    private static void send(String text) {
        assertThat(given().auth()
                        .preemptive()
                        .oauth2(TestAgent.SENDER)
                        .contentType("text/plain")
                        .body(text)
                        .post("/notify")
                        .statusCode())
                .isIn(200, 202);
    }
}
