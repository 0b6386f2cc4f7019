package io.ilinknotify.it;

import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.simulator.TrafficLog;
import io.ilinknotify.webhook.clients.Doors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A whole life at DEBUG, with everything going wrong that can: nothing that it prints or answers holds a secret. */
class SecretsIT {
    private static final String WRONG_TOKEN = "a-wrong-token-that-somebody-typed";
    private static final Pattern SESSION = Pattern.compile("ilink-notify-session=([^;]+)");

    @RegisterExtension
    final Installation installation = new Installation()
            .set("QUARKUS_LOG_LEVEL", "DEBUG")
            .set("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true")
            .set("NOTIFY_PUBLIC_URL", "http://notify.example")
            .set("NOTIFY_DELIVERY_STRATEGY", "immediate")
            .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms");

    private final Simulator simulator = installation.simulator;
    private final Calls calls = new Calls(installation);
    private final Map<String, String> secrets = new TreeMap<>();
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void askForDigits() {
        simulator.ilink().rules().digits = true;
        simulator.ilink().rules().bursts = false;
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
    }

    @Test
    void noSecretIsPrintedOrAnswered() {
        secret("sender's token", installation.senderToken);
        secret("operator's token", installation.operatorToken);
        secret("wrong token", WRONG_TOKEN);
        secret("Basic credentials", basic(installation.senderToken).substring("Basic ".length()));

        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        String session = openSession();
        sendInEveryWay();
        refuseInEveryWay();
        letTheServerFail();
        lookEverywhere(session);
        agent.kill();

        RunningAgent again = installation.start();
        context("says something");
        // Another sign-in of the same person makes the token stale: the rarest paths at the end.
        simulator.phone().signInElsewhere();
        String held = Calls.json(calls.notify("for nobody")).path("id").asText();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(calls.record(held).toString()).contains("\"signed-out\""));
        lookEverywhere(openSession());
        keep(calls.operatorForm("/login/again", ""));
        keep(calls.operatorForm("/login/sign-out", ""));
        lookEverywhere("");
        carryTokensInTheAddress();
        again.terminate();
        again.awaitExit(Duration.ofSeconds(20));

        gatherTokensOfTheServer();
        String everything = installation.printed() + String.join("\n", answers);
        assertThat(installation.printed()).contains("DEBUG", "\"POST /clients/slack\" 200");
        assertThat(secrets).hasSizeGreaterThan(8);
        assertThat(secrets)
                .allSatisfy((name, secret) -> assertThat(everything.contains(secret))
                        .as(() -> name + " leaks: " + around(everything, secret))
                        .isFalse());
    }

    private void sendInEveryWay() {
        keep(calls.answer(calls.notifyRequest("/notify?wait=20s", "sent as it should be")));
        keep(calls.answer(calls.request("/notify?wait=20s")
                .header("Authorization", basic(installation.senderToken))
                .header("Title", "by Basic")
                .POST(BodyPublishers.ofString("with a password"))));
        keep(calls.answer(calls.asSender("/notify?wait=20s")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\": \"JSON\", \"url\": \"https://example.org/\"}"))));
    }

    private void refuseInEveryWay() {
        keep(calls.answer(calls.request("/notify").POST(BodyPublishers.ofString("nobody"))));
        for (String wrong :
                List.of("Bearer " + WRONG_TOKEN, basic(WRONG_TOKEN), "Digest " + WRONG_TOKEN, WRONG_TOKEN)) {
            keep(calls.answer(
                    calls.request("/notify").header("Authorization", wrong).POST(BodyPublishers.ofString("wrong"))));
        }
        keep(calls.answer(calls.asSender("/status")));
        keep(calls.answer(calls.asSender("/login")));
        keep(calls.answer(calls.asSender("/notify")));
        keep(calls.answer(calls.notifyRequest("/notify", "")));
        keep(calls.answer(calls.notifyRequest("/notify?wait=never", "x")));
        keep(calls.answer(calls.notifyRequest("/notify", "x".repeat(2 << 20))));
        keep(calls.answer(calls.asSender("/notify")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\": "))));
        keep(calls.answer(calls.asSender("/notify")
                .header("Content-Type", "text/plain; charset=klingon")
                .POST(BodyPublishers.ofString("x"))));
        keep(calls.answer(calls.asOperator("/nowhere")));
        keep(calls.answer(calls.asOperator("/notifications/nothing")));
        keep(form("/login/operator", "token=" + WRONG_TOKEN));
        keep(calls.operatorForm("/login/digits", "digits=abc"));
    }

    /** At every door, in the path, the query, the body and a header; the answer's own address is not looked at. */
    private void carryTokensInTheAddress() {
        List<HttpResponse<String>> come = new ArrayList<>();
        for (String token : List.of(installation.senderToken, WRONG_TOKEN)) {
            for (Doors.Door door : Doors.all()) {
                String name = door.tokenName().isEmpty() ? "token" : door.tokenName();
                String words = "\"text\":\"x\",\"message\":\"x\",\"content\":\"x\",\"title\":\"x\"";
                for (String query : List.of("", "?" + name + "=" + token, "?x=%25&text=x&" + name + "=" + token)) {
                    for (String body : List.of("{" + words + ",\"" + name + "\":\"" + token + "\"}", "{}")) {
                        come.add(calls.answer(calls.request(door.path(token) + query)
                                .header("Content-Type", "application/json")
                                .method(door.method(), BodyPublishers.ofString(body))));
                    }
                }
                come.add(calls.answer(calls.request(door.path(token))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(door.method(), BodyPublishers.ofString("text=x&" + name + "=" + token))));
                come.add(calls.answer(calls.request(door.path("x")).header("X-Gotify-Key", token)));
            }
            for (String address :
                    List.of("/webhook/alertmanager", "/webhook/any", "/notify", "/nowhere", "/webhook/slack/")) {
                for (String query : List.of("?token=%s", "?x=%%25&token=%s", "?token=%s&token=%1$s")) {
                    come.add(calls.answer(
                            calls.request(address + query.formatted(token)).POST(BodyPublishers.ofString("x"))));
                }
                come.add(calls.answer(calls.request(address + "?token=" + token)));
            }
        }
        // What they left behind is looked at last.
        lookEverywhere("");
        assertThat(come).extracting(HttpResponse::statusCode).contains(200, 401, 400);
        come.forEach(answer -> answers.add(answer.body()));
    }

    private void letTheServerFail() {
        simulator.ilink().next(Endpoint.UPDATES, new Fault.Garbage(Fault.Timing.BEFORE_DELIVERY));
        List<Fault> faults = List.of(
                Fault.lostBefore(),
                Fault.lostAfter(),
                new Fault.Garbage(Fault.Timing.AFTER_DELIVERY),
                new Fault.Status(502, Fault.Timing.BEFORE_DELIVERY),
                new Fault.RefusedCall(-3, "invalid argument"),
                new Fault.WithoutId(true, false));
        for (Fault fault : faults) {
            context("a new purse for " + fault.getClass().getSimpleName());
            simulator.ilink().nextSend(fault);
            keep(calls.answer(calls.notifyRequest(
                    "/notify?wait=3s", "fault " + fault.getClass().getSimpleName())));
        }
        assertThat(simulator.ilink().count(Endpoint.SEND)).isGreaterThan(faults.size());
    }

    private void lookEverywhere(String session) {
        for (String path : List.of("/", "/login", "/login/state", "/login/operator", "/status", "/notifications")) {
            keep(calls.answer(calls.asOperator(path)));
            keep(calls.answer(calls.request(path).header("Cookie", "ilink-notify-session=" + session)));
            keep(calls.answer(calls.request(path).header("Accept", "text/html")));
        }
        calls.records().forEach(record -> {
            keep(calls.answer(
                    calls.asOperator("/notifications/" + record.path("id").asText())));
        });
        for (String path : List.of("/q/health", "/q/health/well", "/q/metrics")) {
            keep(calls.answer(calls.management(path)));
        }
    }

    /** Signs the operator's browser in; its cookie is the one place where the session's id belongs. */
    private String openSession() {
        HttpResponse<String> answer = form("/login/operator", "token=" + installation.operatorToken);
        assertThat(answer.statusCode()).isEqualTo(303);
        Matcher cookie =
                SESSION.matcher(answer.headers().firstValue("Set-Cookie").orElse(""));
        assertThat(cookie.find()).isTrue();
        answers.add(answer.body());
        return secret("session " + secrets.size(), cookie.group(1));
    }

    private HttpResponse<String> form(String path, String form) {
        HttpRequest.Builder request = calls.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return calls.answer(request);
    }

    private void context(String text) {
        secret("context token " + secrets.size(), simulator.phone().write(text));
    }

    /** The bot's tokens, as the server got them. */
    private void gatherTokensOfTheServer() {
        for (TrafficLog.SeenRequest recorded : simulator.ilink().requests()) {
            recorded.request().headers().forEach((name, value) -> {
                if (name.equalsIgnoreCase("Authorization")) {
                    secret("bot token " + value.hashCode(), value.substring("Bearer ".length()));
                }
            });
        }
        simulator.ilink().sends().forEach(send -> secret("context of " + send.clientId(), send.contextToken()));
    }

    private void keep(HttpResponse<String> answer) {
        answers.add(answer.uri() + " " + answer.headers().map() + " " + answer.body());
    }

    private String secret(String name, String secret) {
        assertThat(secret).hasSizeGreaterThan(15);
        secrets.put(name, secret);
        return secret;
    }

    private static String basic(String password) {
        byte[] credentials = ("user:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private static String around(String everything, String secret) {
        int at = everything.indexOf(secret);
        return everything.substring(Math.max(0, at - 300), Math.min(everything.length(), at + 100));
    }
}
