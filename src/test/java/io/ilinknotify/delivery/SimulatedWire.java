package io.ilinknotify.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.SimulatedAnswer;
import io.ilinknotify.simulator.SimulatedIlink;
import io.ilinknotify.simulator.WireRequests;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Sends straight into the simulated server, without a socket. */
public final class SimulatedWire {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SimulatedIlink server;
    private final WireRequests requests = new WireRequests();
    private Runnable beforeSend = () -> {};
    private Runnable afterSend = () -> {};
    private Consumer<OutgoingMessage.Text> watcher = message -> {};
    private final Deque<SendOutcome> scripted = new ArrayDeque<>();
    private Predicate<String> invalid = text -> false;
    private final Map<String, String> lost = new HashMap<>();
    private Instant lastLeft = Instant.EPOCH;
    private boolean down;
    private @Nullable Timing breaks;
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

    /** Sees every message that is about to leave. */
    void watch(Consumer<OutgoingMessage.Text> watcher) {
        this.watcher = watcher;
    }

    /** The process ends during the next send: before the server has the message, or when it has done its work. */
    void endAtNextSend(boolean afterDelivery) {
        Runnable end = () -> {
            goOn();
            throw new Crash();
        };
        if (afterDelivery) {
            afterSend = end;
        } else {
            beforeSend = end;
        }
    }

    /** Nothing special happens during the next send. */
    void goOn() {
        beforeSend = () -> {};
        afterSend = () -> {};
    }

    /** Runs when a message is about to leave. */
    void beforeSend(Runnable action) {
        beforeSend = action;
    }

    /** From now on the server is reached, or it is not. */
    public void network(boolean there) {
        down = !there;
        breaks = null;
    }

    /** The line breaks in the next send: before the server has it, or with its answer on the way. */
    void breakLineInNextSend(Timing when) {
        breaks = when;
    }

    boolean isDown() {
        return down;
    }

    /** When a send last left, whatever became of it. */
    Instant lastLeft() {
        return lastLeft;
    }

    /** The texts of the sends in which the line broke, by {@code client_id}. */
    Map<String, String> lost() {
        return lost;
    }

    public SendOutcome sendMessage(Account session, OutgoingMessage.Text m) {
        watcher.accept(m);
        return send(session, m);
    }

    SendOutcome send(Account session, OutgoingMessage.Text m) {
        calls++;
        beforeSend.run();
        if (!scripted.isEmpty()) {
            return scripted.remove();
        }
        if (invalid.test(m.text())) {
            afterSend.run();
            return new SendOutcome.Invalid("invalid argument");
        }
        if (down) {
            return new SendOutcome.NotReached("no network");
        }
        lastLeft = server.clock().instant();
        if (breaks == Timing.BEFORE_DELIVERY) {
            return broken(m);
        }
        SimulatedAnswer answer = server.handle(
                        requests.send(session.botToken(), session.userId(), m.contextToken(), m.clientId(), m.text()))
                .inTheEnd();
        afterSend.run();
        if (breaks == Timing.AFTER_DELIVERY) {
            return broken(m);
        }
        return answer instanceof SimulatedAnswer.Body body ? read(body) : new SendOutcome.Lost("cut");
    }

    private SendOutcome broken(OutgoingMessage.Text m) {
        network(false);
        lost.put(m.clientId(), m.text());
        return new SendOutcome.Lost("the line broke");
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

    /** The process ends here: no part of the agent may catch it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }
}
