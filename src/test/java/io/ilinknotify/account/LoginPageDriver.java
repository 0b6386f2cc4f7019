package io.ilinknotify.account;

import io.ilinknotify.TestAgent;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.volume.StateDir;
import io.restassured.response.Response;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.ilinknotify.TestAgent.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The sign-in page in the operator's hands. */
final class LoginPageDriver {
    private static final Pattern ADDRESS = Pattern.compile("<code class=\"long\">([^<]+)</code>");

    private LoginPageDriver() {}

    /** From here on nobody is signed in and a fresh code is shown. */
    static void startAfresh(Simulator simulator) {
        TestAgent.nobodyIsSignedInAndNothingWaits(simulator);
        simulator.ilink().expireQrCode();
        // A code that was confirmed or failed before is over; whatever was shown is renewed.
        int before = simulator.ilink().count(Endpoint.QRCODE);
        post("again");
        await().until(() -> simulator.ilink().count(Endpoint.QRCODE) > before || state().equals("waiting"));
        awaitState("waiting");
    }

    static void signIn(Phone phone) {
        TestAgent.scan(phone);
        awaitState("scanned");
        phone.tapConfirm();
        await().until(() -> List.of("write-once", "signed-in").contains(state()));
    }

    /** What the volume keeps of the account. */
    static String stored(StateDir volume) throws IOException {
        return new String(volume.read("account.json").orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    static String storedToken(StateDir volume) throws IOException {
        return stored(volume).replaceAll("(?s).*\"bot_token\" : \"([^\"]+)\".*", "$1");
    }

    static Response digits(String digits) {
        return operator().formParam("digits", digits).post("/login/digits");
    }

    static void post(String action) {
        Response answer = operator().post("/login/" + action);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/login");
    }

    static void awaitState(String state) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(stateBody()).contains("\"state\":\"" + state + "\""));
    }

    static String state() {
        return operator().get("/login/state").jsonPath().getString("state");
    }

    static String stateBody() {
        return operator().get("/login/state").body().asString();
    }

    static String page() {
        return operator().accept("text/html").get("/login").body().asString();
    }

    /** What the shown code leads to, as the page writes it; empty when there is none. */
    static String address() {
        Matcher address = ADDRESS.matcher(page());
        return address.find() ? address.group(1) : "";
    }
}
