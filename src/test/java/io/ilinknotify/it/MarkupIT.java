package io.ilinknotify.it;

import io.ilinknotify.browser.Browser;
import io.ilinknotify.browser.Look;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever senders and servers say is text on every page: nothing of it runs, becomes an element or breaks the layout. Of
 * what would run, all opens a dialog, and the browser answers no command while one is open.
 */
@EnabledIf("io.ilinknotify.browser.Browser#available")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MarkupIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MARKUP = "</title></textarea>'\"><script>alert(1)</script><img src=x onerror=alert(2)>"
            + "<svg onload=alert(3)><a href=javascript:alert(4)>a</a><style>*{display:none}</style>";
    private static final String TEMPLATE = "{inject:vertx} {7*7} ${7*7}";
    private static final String MARKDOWN = "[a](javascript:alert(5)) ![a](javascript:alert(6)) <javascript:alert(7)>";
    private static final String TURNED = "\u202Eturned \u2067\u05E9\u05DC\u05D5\u05DD 123";
    private static final String LONG_WORD = "W".repeat(200);
    private static final String NAME = "\u05E9\u05DC\u05D5\u05DD'><script>alert(8)<b>.html";
    private static final String LONG_NAME = "x".repeat(64);
    private static final String TOKEN = "token-of-a-client-with-a-long-name";

    /** What a page must not have, though all of it would be allowed in a text. */
    private static final String FOUND = """
            const all = [...document.querySelectorAll('*')];
            return all.filter(element =>
                [...element.attributes].some(attribute => attribute.name.startsWith('on')
                  || attribute.name !== 'value' && /^\\s*javascript:/i.test(attribute.value))
                || element.getAttribute('src') === 'x'
                || element.localName === 'style'
                || element.localName === 'script' && !element.src)
              .map(element => element.outerHTML);
            """;

    @RegisterExtension
    final Installation installation = new Installation()
            .set("NOTIFY_LANGUAGE", "en")
            .set("NOTIFY_ACCESS_TOKENS_" + LONG_NAME.toUpperCase(Locale.ROOT), TOKEN)
            .set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s")
            .set("NOTIFY_DELIVERY_LONG_TEXT", "cut")
            .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
            .set("NOTIFY_WINDOW_RESERVE_HIGH", "0")
            .set("NOTIFY_JOBS_" + LONG_NAME.toUpperCase(Locale.ROOT) + "_EVERY", "1h")
            .set("NOTIFY_JOBS_" + LONG_NAME.toUpperCase(Locale.ROOT) + "_TITLE", MARKUP);

    private final Simulator simulator = installation.simulator;
    private RunningAgent agent;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        simulator.ilink().rules().bursts = false;
        agent = installation.set("NOTIFY_PUBLIC_URL", installation.url("/")).start();
        agent.signIn(simulator);
        browser = Browser.open();
        browser.go(installation.url("/"));
        browser.type("input[name=token]", installation.operatorToken);
        browser.click("main button");
        browser.look(Look.SMALL);
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @Test
    @Order(1)
    void whatASenderSaysIsText() {
        simulator.ilink().next(Endpoint.UPLOAD, new Fault.RefusedUpload(400, MARKUP));
        String id = json(agent.calls.answer(agent.calls
                        .request("/notify?wait=20s")
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(notification()))))
                .path("id")
                .asText();
        String withFile = json(agent.calls.postFile("text=" + MARKUP, NAME, "<script>alert(9)</script>"))
                .path("id")
                .asText();
        await().atMost(PATIENCE)
                .until(() -> agent.calls
                        .record(withFile)
                        .findValuesAsText("detail")
                        .toString()
                        .contains("alert(2)"));
        agent.calls.answer(agent.calls
                .asSender("/webhook/" + encoded(MARKUP))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"" + MARKUP.replace("\"", "") + "\": \"" + MARKUP.replace("\"", "") + "\"}")));

        assertHarmless("/");
        assertThat(browser.texts(".entries").toString())
                .contains("<script>alert(1)</script>", LONG_WORD, NAME, LONG_NAME);
        assertHarmless("/status/notifications/" + id);
        assertThat(browser.text("article"))
                .contains(MARKUP, TEMPLATE, MARKDOWN, "https://example.org/'onclick=alert(10)");
        assertHarmless("/status/notifications/" + withFile);
        assertThat(browser.text("article")).contains(MARKUP, NAME);
    }

    @Test
    @Order(2)
    void aNameThatRunsFromTheRightLeavesTheRestInPlace() {
        String name = "\u05E9\u05DC\u05D5\u05DD";
        String id = json(agent.calls.postFile("text=hello", name, "seven b"))
                .path("id")
                .asText();

        for (String path : new String[] {"/", "/status/notifications/" + id}) {
            browser.go(installation.url(path));
            assertThat(left(name)).as(path).isLessThan(left("7 B"));
        }
    }

    @Test
    @Order(3)
    void soItIsOnThePhone() {
        browser.go(simulator.phoneUrl());
        await().atMost(PATIENCE)
                .until(() -> browser.texts(".message.bot .bubble").toString().contains("alert(2)"));

        assertHarmless();
        browser.click(".message.bot .bubble a");
        await().atMost(PATIENCE).until(() -> browser.text("main").contains("alert(1)"));
        assertHarmless();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?q=",
                "/?check=",
                "/setup?client=",
                "/login?a=",
                "/login/operator?next=",
                "/m/",
                "/status/notifications/",
                "/notifications/",
                "/webhook/",
                "/clients/",
                "/no-such-page/"
            })
    @Order(4)
    void soIsWhatStandsInAnAddress(String path) {
        assertHarmless(path + encoded(MARKUP));
        assertHarmless(path + encoded("javascript:alert(11)"));
    }

    @Test
    @Order(5)
    void soIsWhatTheServerSays() {
        simulator.ilink().nextSend(new Fault.RefusedCall(-3, MARKUP));
        simulator.ilink().nextSend(new Fault.RefusedCall(-3, MARKUP));
        String refused = json(agent.calls.answer(agent.calls.notifyRequest("/notify?wait=5s", "refused")))
                .path("id")
                .asText();
        assertHarmless("/status/notifications/" + refused);
        simulator.ilink().fromNowOn(Endpoint.UPDATES, new Fault.RefusedCall(-99, MARKUP));
        assertHarmless("/?check=true");
        simulator.ilink().fromNowOn(Endpoint.QRCODE, new Fault.RefusedCall(-99, MARKUP));
        agent.calls.operatorForm("/login/sign-out", "");
        agent.awaitLogin("failed", "preparing");
        assertHarmless("/login");
    }

    private static String notification() {
        return """
                {"title": "%s", "text": "%s", "tags": ["<b>tag</b>", "\\"onclick=alert(12)"], "priority": "high",
                 "url": "https://example.org/'onclick=alert(10)"}
                """.formatted(
                inJson(MARKUP + TURNED), inJson(String.join("\n", LONG_WORD, MARKUP, TURNED, TEMPLATE, MARKDOWN)));
    }

    private static String inJson(String text) {
        return text.replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void assertHarmless(String path) {
        browser.go(installation.url(path));
        assertHarmless();
    }

    private void assertHarmless() {
        assertThat(browser.run(FOUND)).as(browser.url()).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
                .as("the width of " + browser.url())
                .isLessThanOrEqualTo(Look.SMALL.width());
        assertThat(browser.complaints()).as(browser.url()).noneMatch(said -> said.contains("Content Security Policy"));
    }

    /** Where a text begins on its line. */
    private double left(String text) {
        return browser.run("""
                const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                  const at = walker.currentNode.data.indexOf('%s');
                  if (at >= 0) {
                    const range = document.createRange();
                    range.setStart(walker.currentNode, at);
                    range.setEnd(walker.currentNode, at + 1);
                    return range.getBoundingClientRect().left;
                  }
                }
                """.formatted(text)).asDouble();
    }
}
