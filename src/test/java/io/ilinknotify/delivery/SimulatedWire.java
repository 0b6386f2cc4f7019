package io.ilinknotify.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ilinknotify.ilink.BotSession;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.OutgoingText;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.simulator.SimulatedAnswer;
import io.ilinknotify.simulator.SimulatedIlink;
import io.ilinknotify.simulator.WireRequests;

import java.util.function.Predicate;

/** Sends straight into the simulated server, without a socket. */
public final class SimulatedWire implements MessageSender {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SimulatedIlink server;
    private final WireRequests requests = new WireRequests();
    private Runnable beforeSend = () -> {};
    private Runnable afterSend = () -> {};
    private Predicate<String> invalid = text -> false;
    private final java.util.Deque<SendOutcome> scripted = new java.util.ArrayDeque<>();
    int calls;

    /** The next send ends like this, and the server never hears of it. */
    void next(SendOutcome outcome) {
        scripted.add(outcome);
    }

    /** Messages that say such a thing are called invalid from now on. */
    void callsInvalid(Predicate<String> text) {
        invalid = text;
    }

    public SimulatedWire(SimulatedIlink server) {
        this.server = server;
    }

    /** Runs when a message is about to leave: a crash is thrown from here. */
    void beforeSend(Runnable action) {
        beforeSend = action;
    }

    /** Runs when the server has done its work, and before the agent hears of it. */
    void afterSend(Runnable action) {
        afterSend = action;
    }

    @Override
    public SendOutcome sendMessage(BotSession session, OutgoingText m) {
        calls++;
        beforeSend.run();
        if (!scripted.isEmpty()) {
            return scripted.remove();
        }
        if (invalid.test(m.text())) {
            afterSend.run();
            return new SendOutcome.Invalid("invalid argument");
        }
        SimulatedAnswer answer = server.handle(
                        requests.send(session.botToken(), m.toUserId(), m.contextToken(), m.clientId(), m.text()))
                .inTheEnd();
        afterSend.run();
        return answer instanceof SimulatedAnswer.Body body ? read(body) : new SendOutcome.Lost("cut");
    }

    private static SendOutcome read(SimulatedAnswer.Body body) {
        JsonNode json;
        try {
            json = MAPPER.readTree(body.body());
        } catch (JsonProcessingException e) {
            return new SendOutcome.Lost("not JSON");
        }
        if (body.status() != 200 || !json.isObject()) {
            return new SendOutcome.Lost("HTTP " + body.status());
        }
        long ret = json.path("ret").asLong(0) != 0
                ? json.path("ret").asLong()
                : json.path("errcode").asLong(0);
        String said = json.path("errmsg").asText("");
        if (ret == 0) {
            return json.has("message_id")
                    ? new SendOutcome.Sent(json.get("message_id").asText())
                    : new SendOutcome.Unconfirmed();
        }
        if (ret == -2) {
            return said.contains("limit") ? new SendOutcome.RateLimited(said) : new SendOutcome.Refused(said);
        }
        if (ret == -14) {
            return new SendOutcome.StaleToken();
        }
        return ret == -3 ? new SendOutcome.Invalid(said) : new SendOutcome.OtherCode(ret, said);
    }
}
