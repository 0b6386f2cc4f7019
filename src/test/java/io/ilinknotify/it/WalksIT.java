package io.ilinknotify.it;

import io.ilinknotify.browser.Browser;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From a test message to an alert that waits, and to the reply that releases it: with scripts, and where none runs. */
@EnabledIf("io.ilinknotify.browser.Browser#available")
class WalksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Installation installation = new Installation()
            .set("NOTIFY_LANGUAGE", "en")
            .set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s")
            // The test message spends it all.
            .set("NOTIFY_WINDOW_BUDGET", "1")
            .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
            .set("NOTIFY_WINDOW_RESERVE_HIGH", "0");

    private final Simulator simulator = installation.simulator;
    private final Phone person = simulator.phone();
    private RunningAgent agent;

    @BeforeEach
    void start() {
        agent = installation.start();
    }

    @Test
    void pageAndPhoneFollowEachOtherWithoutAReload() throws IOException {
        agent.signIn(simulator);
        try (Browser page = Browser.open();
                Browser phone = Browser.open()) {
            phone.go(simulator.phoneUrl());
            enter(page, "/");
            page.run("window.marker = 'the same document'");
            sendATest(page);
            await().atMost(PATIENCE)
                    .until(() -> phone.text(".message.bot .bubble").contains("is this on?"));
            await().atMost(PATIENCE)
                    .until(() -> page.text(".headline").contains("would be held: write anything to the bot"));
            assertThat(page.text("#tested")).contains("is this on?");

            agent.calls.notify("disk full");
            await().atMost(PATIENCE).until(() -> page.text(".headline").startsWith("Held: write anything to the bot"));
            await().atMost(PATIENCE).until(() -> page.text("[data-state=HELD]").contains("disk full"));
            phone.type("#text", "I am here");
            phone.click("#send");

            await().atMost(PATIENCE)
                    .until(() -> phone.texts(".message.bot .bubble").size() == 2);
            assertThat(phone.texts(".message.bot .bubble").getLast()).contains("disk full");
            await().atMost(PATIENCE)
                    .until(() -> page.text("#list [data-state=SENT]").contains("disk full"));
            assertThat(page.shows("[data-state=HELD]")).isFalse();
            assertThat(page.run("return window.marker").asText()).isEqualTo("the same document");
        }
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    @Test
    void everythingIsReachedWithoutAScript() throws IOException {
        simulator.ilink().rules().digits = true;
        try (Browser page = Browser.open()) {
            page.language("en");
            page.switchScriptsOff();
            enter(page, "/login");
            signIn(page);

            page.go(installation.url("/"));
            assertReloadsItself(page);
            sendATest(page);
            await().atMost(PATIENCE).until(() -> person.texts().size() == 1);
            agent.calls.notify("disk full");
            page.go(installation.url("/"));
            assertThat(page.text(".headline")).startsWith("Held: write anything to the bot");
            assertThat(page.text("[data-state=HELD]")).contains("disk full");

            person.write("I am here");
            await().atMost(PATIENCE).until(() -> person.texts().size() == 2);
            await().atMost(PATIENCE).until(() -> {
                page.go(installation.url("/"));
                return page.text("#list [data-state=SENT]").contains("disk full");
            });
        }
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    private void enter(Browser page, String path) {
        page.language("en");
        page.go(installation.url(path));
        page.type("input[name=token]", installation.operatorToken);
        page.click("main button");
    }

    private static void sendATest(Browser page) {
        page.type("form[action='/status/test'] input[name=text]", "is this on?");
        page.click("form[action='/status/test'] button");
    }

    /** With a code that expires, digits that are wrong, and digits that are right. */
    private void signIn(Browser page) {
        awaitStep(page, "waiting");
        assertReloadsItself(page);
        simulator.ilink().expireQrCode();
        await().atMost(PATIENCE).until(() -> {
            page.go(installation.url("/login"));
            return page.text(".notice").contains("had expired");
        });
        person.scan();
        awaitStep(page, "digits-needed");
        typeDigits(page, person.digits().startsWith("0") ? "1" : "0");
        awaitStep(page, "digits-wrong");
        typeDigits(page, person.digits());
        awaitStep(page, "scanned");
        person.tapConfirm();
        awaitStep(page, "write-once");
        person.write("hello");
        awaitStep(page, "signed-in");
    }

    private static void typeDigits(Browser page, String digits) {
        page.type("#digits", digits);
        page.click(".digits button");
    }

    /** The page is loaded again and again, as it would load itself every few seconds. */
    private void awaitStep(Browser page, String step) {
        await().atMost(PATIENCE).until(() -> {
            page.go(installation.url("/login"));
            return page.shows("#live[data-state=" + step + "]");
        });
    }

    private static void assertReloadsItself(Browser page) {
        assertThat(page.source()).contains("<meta http-equiv=\"refresh\"");
    }
}
