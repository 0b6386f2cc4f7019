package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sign-in by QR code: the codes, what the phone did with them, and what the client hears. Guarded by the lock. */
final class Pairing {
    private static final int EARLIER_SIGN_INS = 100;
    private static final Duration OLD_TOKEN_LIVES = Duration.ofSeconds(30);

    private final SimulatedIlink server;
    private final Map<String, QrCode> codes = new LinkedHashMap<>();
    private @Nullable QrCode newest;

    Pairing(SimulatedIlink server) {
        this.server = server;
    }

    /** {@code get_bot_qrcode}. */
    SimulatedAnswer fetch(SimulatedRequest request, ObjectNode body) {
        var held = new ArrayList<String>();
        body.path("local_token_list").forEach(token -> held.add(token.asText()));
        if (!body.path("local_token_list").isArray() || held.size() > 10) {
            return server.invalid(request, List.of("local_token_list must be a list of at most 10 tokens"));
        }
        if (!server.tokens.newestFirst(held)) {
            server.violation(request, "local_token_list must have the newest token first");
        }
        if (!request.parameter("bot_type").equals("3")) {
            return server.invalid(request, List.of("bot_type must be 3"));
        }
        var code = new QrCode(server, List.copyOf(held), WireRules.version(request));
        codes.put(code.text, code);
        newest = code;
        return Json.answer(Json.object()
                .put("ret", 0)
                .put("qrcode", code.text)
                .put("qrcode_img_content", "https://phone.invalid/q/" + code.text + "?bot_type=3"));
    }

    /** {@code get_qrcode_status}: held while there is nothing that the client has not heard. */
    SimulatedAnswer status(SimulatedRequest request) {
        QrCode code = codes.get(request.parameter("qrcode"));
        if (code == null) {
            return server.invalid(request, List.of("qrcode is not one that was fetched here"));
        }
        String digits = request.parameter("verify_code");
        if (!digits.isEmpty()) {
            code.enter(digits);
            return tell(code);
        }
        return server.lock.hold(
                new HeldRequest(server.lock, server.rules.hold, code::somethingNew, () -> tell(code), () -> {}));
    }

    Optional<QrCode> newest() {
        return Optional.ofNullable(newest);
    }

    void scan(SimulatedUser person) {
        QrCode code = newest().orElseThrow(() -> new IllegalStateException("no QR code was fetched yet"));
        if (code.version < server.rules.oldestVersion) {
            throw new IllegalStateException("the phone refuses this QR code: the client's version is too old");
        }
        code.scan(person, server.ids.digits());
    }

    void tap(SimulatedUser person) {
        QrCode code = newest().filter(shown -> shown.person == person)
                .orElseThrow(() -> new IllegalStateException("this phone has not scanned the newest QR code"));
        if (!code.status().startsWith("scaned")) {
            throw new IllegalStateException("there is nothing to confirm: the code is " + code.status());
        }
        boolean alreadyBound = server.tokens
                .newestLive(person)
                .filter(live -> code.heldTokens.contains(live.token()))
                .isPresent();
        code.credentials = alreadyBound ? null : bind(person);
        code.confirmed = true;
    }

    /** Gives a new token for the person's bot. */
    Phone.BotCredentials bind(SimulatedUser person) {
        if (server.rules.newBots && person.signIns > 0) {
            person.changeBot(server.ids.hex(12) + "@im.bot");
        }
        person.connects(false, server.clock.instant());
        String token = token(person, ++person.signIns);
        server.tokens.issue(token, person, server.clock.instant().plus(OLD_TOKEN_LIVES));
        String forged = server.rules.baseUrl;
        return new Phone.BotCredentials(token, person.botId, person.userId, forged == null ? server.ownUrl : forged);
    }

    /** Takes a token for good that an earlier server of this seed gave to one of the user's sign-ins. */
    void adopt(SimulatedUser person, String token) {
        for (int n = person.signIns + 1; n <= EARLIER_SIGN_INS; n++) {
            if (token.equals(token(person, n))) {
                person.signIns = n;
                server.tokens.issue(token, person, server.clock.instant());
                return;
            }
        }
    }

    private String token(SimulatedUser person, int signIn) {
        return person.botId + ":" + server.ids.named(person.name + " signs in " + signIn, 48);
    }

    private SimulatedAnswer tell(QrCode code) {
        String status = code.status();
        code.told = status;
        ObjectNode answer = Json.object().put("ret", 0).put("status", status);
        String host = server.rules.redirectHost;
        if (status.equals("scaned_but_redirect")) {
            code.redirected = true;
            if (host != null && !host.isEmpty()) {
                answer.put("redirect_host", host);
            }
        }
        Phone.BotCredentials given = code.credentials;
        if (status.equals("confirmed") && given != null) {
            answer.put("bot_token", given.botToken());
            if (!server.rules.withoutBotId) {
                answer.put("ilink_bot_id", given.botId());
            }
            answer.put("ilink_user_id", given.userId()).put("baseurl", given.baseUrl());
        }
        return Json.answer(answer);
    }
}
