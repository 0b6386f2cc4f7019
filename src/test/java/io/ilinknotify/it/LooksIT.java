package io.ilinknotify.it;

import io.ilinknotify.browser.Axe;
import io.ilinknotify.browser.Browser;
import io.ilinknotify.browser.Look;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every page in every state that it has, in both languages, light and dark, on a phone and on a desk: nothing shuts anybody
 * out, nothing has to be scrolled sideways, and {@code target/screens} shows what it looks like if {@code -Dscreens} says so.
 */
@EnabledIf("io.ilinknotify.browser.Browser#available")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LooksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SCREENS = Path.of("target/screens");
    private static final String LINES = "[INFO] compiling 375 source files with javac, release 21, to target/classes\n";
    private static final Pattern LINK = Pattern.compile("https?://\\S+/m/\\S+");

    @RegisterExtension
    final Installation installation = new Installation()
            .set("NOTIFY_LANGUAGE", "en")
            .set("NOTIFY_ACCESS_TOKENS_BACKUP", "token-of-the-backup-0123456789")
            .set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s")
            .set("NOTIFY_DELIVERY_LONG_TEXT", "cut")
            .set("NOTIFY_FALLBACK_URL", "http://127.0.0.1:1/nobody")
            .set("NOTIFY_FALLBACK_AFTER", "1h")
            .set("NOTIFY_JOBS_PULSE_EVERY", "1h")
            .set("NOTIFY_JOBS_PULSE_TITLE", "Alive")
            .set("NOTIFY_QUIET_NIGHT_FROM", "22:00")
            .set("NOTIFY_QUIET_NIGHT_TO", "07:00")
            // They hold nothing of this test, whatever the time is now.
            .set("NOTIFY_QUIET_NIGHT_BELOW", "default");

    private final Simulator simulator = installation.simulator;
    private final Phone phone = simulator.phone();
    private final Axe axe = new Axe();
    /** What is wrong, and on which page first. */
    private final Map<String, String> findings = new TreeMap<>();

    private RunningAgent agent;
    private Browser browser;

    @BeforeAll
    void start() throws IOException {
        simulator.ilink().rules().digits = true;
        simulator.ilink().rules().bursts = false;
        agent = installation.set("NOTIFY_PUBLIC_URL", installation.url("/")).start();
        browser = Browser.open();
    }

    @AfterAll
    void end() {
        browser.close();
    }

    @AfterEach
    void nothingWasFound() {
        Map<String, String> found = Map.copyOf(findings);
        findings.clear();
        assertThat(found).isEmpty();
    }

    @Test
    @Order(1)
    void ofSomebodyWhoIsNotSignedInHere() {
        look("operator", "/", "input[name=token]");
        look("operator-wrong", "/", "input[name=token]", () -> typeToken("wrong"));
        look("gone", "/m/nothing", "main");
        browser.go(installation.url("/"));
        typeToken(installation.operatorToken);
        assertThat(browser.shows("#live")).isTrue();
    }

    @Test
    @Order(2)
    void ofTheWayToAnAccount() {
        look("status-empty", "/", "#live");
        look("setup", "/setup", "main");
        look("login-waiting", "/login", "svg.qr");
        lookAtPhone("phone-empty", "#empty");
        simulator.ilink().expireQrCode();
        look("login-expired", "/login", "#live[data-state=waiting] .notice");
        phone.scan();
        agent.awaitLogin("digits-needed");
        lookAtPhone("phone-digits", "#digits");
        agent.calls.operatorForm("/login/digits", "digits=0");
        look("login-digits-wrong", "/login", "#live[data-state=digits-wrong]");
        agent.calls.operatorForm("/login/digits", "digits=" + phone.digits());
        look("login-scanned", "/login", "#live[data-state=scanned]");
        phone.tapConfirm();
        look("login-write-once", "/login", "#live[data-state=write-once]");
        phone.write("hello");
        look("login-signed-in", "/login", "#live[data-state=signed-in]");
    }

    @Test
    @Order(3)
    void ofNotificationsThatWentOutAndThatWait() {
        agent.calls.postFile("title=Nightly backup&text=412 GB in 38 min", "report.pdf", "%PDF-1.7 of a test");
        send("web-1: disk / is 91 % full\n/var/log has grown by 18 GB since Monday.");
        String sent = send("The build log of shop #812\n" + LINES.repeat(40));
        look("status", "/", "#live");
        simulator.ilink().nextSend(Fault.lostAfter());
        send("cert of shop.example.org expires in 6 days");
        simulator.ilink().nextSend(new Fault.RefusedCall(-3, "invalid argument"));
        simulator.ilink().nextSend(new Fault.RefusedCall(-3, "invalid argument"));
        String refused = send("A text that is refused");
        phone.rateLimit(Duration.ofMinutes(30));
        send("db-2: replication is 40 s behind");
        send("db-2: replication is 90 s behind");
        look("status-held", "/", "#live");
        look("details", "/status/notifications/" + sent, "article");
        look("details-refused", "/status/notifications/" + refused, "article");
        look("message", link(), "article");
        lookAtPhone("phone", ".message.bot");
    }

    /** Its id, once it has gone out or waits. */
    private String send(String text) {
        return json(agent.calls.answer(agent.calls.notifyRequest("/notify?wait=5s", text)))
                .path("id")
                .asText();
    }

    private String link() {
        Matcher link = LINK.matcher(String.join("\n", phone.texts()));
        assertThat(link.find()).isTrue();
        return URI.create(link.group()).getRawPath();
    }

    private void typeToken(String token) {
        browser.type("input[name=token]", token);
        browser.click("main button");
    }

    private void look(String name, String path, String shown) {
        look(name, path, shown, () -> {});
    }

    private void look(String name, String path, String shown, Runnable then) {
        lookAt(name, installation.url(path), shown, then);
    }

    private void lookAtPhone(String name, String shown) {
        lookAt(name, simulator.phoneUrl(), shown, () -> {});
    }

    private void lookAt(String name, String url, String shown, Runnable then) {
        for (String language : List.of("zh", "en")) {
            browser.language(language);
            browser.go(url);
            await().atMost(PATIENCE).until(() -> browser.shows(shown));
            then.run();
            await().atMost(PATIENCE).until(() -> browser.shows(shown));
            for (Look look : Look.all()) {
                browser.look(look);
                examine(name + "-" + language + "-" + look, look);
            }
        }
    }

    private void examine(String page, Look look) {
        // Only its colours differ from the light one, which comes first.
        List<String> violations = look.isDark() ? axe.violationsByColours(browser) : axe.violations(browser);
        violations.forEach(violation -> findings.putIfAbsent(violation, page));
        int width = browser.run("return document.documentElement.scrollWidth").asInt();
        if (width > look.width()) {
            findings.put(page + " is " + width + " wide", page);
        }
        if (Boolean.getBoolean("screens")) {
            browser.screenshotOfAll(SCREENS.resolve(page + ".png"));
        }
    }
}
