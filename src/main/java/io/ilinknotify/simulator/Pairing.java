package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sign-in by QR code: the codes, what the phone did with them, and what the client hears. Guarded by the gate. */
final class Pairing {
    private final Rules rules;
    private final Journal journal;
    private final Ids ids;
    private final Tokens tokens;
    private final Gate gate;
    private final Supplier<Instant> now;
    private final Supplier<String> ownUrl;
    private final Map<String, QrCode> codes = new LinkedHashMap<>();
    private @Nullable QrCode newest;

    Pairing(
            Rules rules,
            Journal journal,
            Ids ids,
            Tokens tokens,
            Gate gate,
            Supplier<Instant> now,
            Supplier<String> ownUrl) {
        this.rules = rules;
        this.journal = journal;
        this.ids = ids;
        this.tokens = tokens;
        this.gate = gate;
        this.now = now;
        this.ownUrl = ownUrl;
    }

    /** {@code get_bot_qrcode}. */
    SimulatedAnswer fetch(SimulatedRequest request, ObjectNode body) {
        var held = new ArrayList<String>();
        body.path("local_token_list").forEach(token -> held.add(token.asText()));
        if (!body.path("local_token_list").isArray() || held.size() > 10) {
            journal.violation(now.get(), request.path(), "local_token_list must be a list of at most 10 tokens");
            return Json.refusal(-3, "invalid argument");
        }
        if (!tokens.newestFirst(held)) {
            journal.violation(now.get(), request.path(), "local_token_list must have the newest token first");
        }
        if (!request.parameter("bot_type").equals("3")) {
            journal.violation(now.get(), request.path(), "bot_type must be 3");
            return Json.refusal(-3, "invalid argument");
        }
        long version = WireRules.version(request).orElse(0);
        var code = new QrCode(ids.hex(32), now.get(), List.copyOf(held), version);
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
            journal.violation(now.get(), request.path(), "qrcode is not one that was fetched here");
            return Json.refusal(-3, "invalid argument");
        }
        String digits = request.parameter("verify_code");
        if (!digits.isEmpty()) {
            code.enter(digits, rules);
            return tell(code);
        }
        if (!code.nothingNew(now.get(), rules)) {
            return tell(code);
        }
        var held = new HeldRequest(
                gate,
                rules.hold(),
                () -> code.nothingNew(now.get(), rules) ? Optional.empty() : Optional.of(tell(code)),
                () -> tell(code),
                () -> {});
        gate.hold(held);
        return new SimulatedAnswer.Held(held);
    }

    Optional<QrCode> newest() {
        return Optional.ofNullable(newest);
    }

    void scan(Person person) {
        QrCode code = newest().orElseThrow(() -> new IllegalStateException("no QR code was fetched yet"));
        if (code.version < rules.oldestVersion()) {
            throw new IllegalStateException("the phone refuses this QR code: the client's version is too old");
        }
        code.scan(person, now.get(), rules, ids);
    }

    void tap(Person person) {
        QrCode code = newest().filter(shown -> shown.person == person)
                .orElseThrow(() -> new IllegalStateException("this phone has not scanned the newest QR code"));
        if (!code.waitsForTap(now.get(), rules)) {
            throw new IllegalStateException(
                    "there is nothing to confirm: the code is " + code.status(now.get(), rules));
        }
        Optional<Tokens.Session> live = tokens.newestLive(person, now.get());
        code.alreadyBound =
                live.isPresent() && code.heldTokens.contains(live.get().token());
        if (!code.alreadyBound) {
            code.credentials = bind(person);
        }
        code.confirmed = true;
    }

    /** A new token for the person's bot. */
    Credentials bind(Person person) {
        String token = person.botId + ":" + ids.hex(48);
        tokens.issue(token, person, now.get().plus(rules.oldTokenLives()));
        String forged = rules.baseUrl();
        return new Credentials(token, person.botId, person.userId, forged == null ? ownUrl.get() : forged);
    }

    private SimulatedAnswer tell(QrCode code) {
        String status = code.status(now.get(), rules);
        code.told = status;
        ObjectNode answer = Json.object().put("ret", 0).put("status", status);
        String host = rules.redirectHost();
        if (status.equals("scaned_but_redirect")) {
            code.redirected = true;
            if (host != null && !host.isEmpty()) {
                answer.put("redirect_host", host);
            }
        }
        Credentials given = code.credentials;
        if (status.equals("confirmed") && given != null) {
            answer.put("bot_token", given.botToken());
            if (!rules.withoutBotId()) {
                answer.put("ilink_bot_id", given.botId());
            }
            answer.put("ilink_user_id", given.userId()).put("baseurl", given.baseUrl());
        }
        return Json.answer(answer);
    }
}
