package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code getupdates}: what people wrote, once. A message is handed out again until a later poll brings the cursor that
 * came with it; after that never, however old the cursor of a poll is. Guarded by the lock.
 */
final class Updates {
    private static final int MESSAGES_AT_ONCE = 50;
    /** A first poll that ends this soon after a second one began was already hung up by its client. */
    private static final Duration OVERLAP = Duration.ofMillis(500);

    /** A client that was away for longer has to say {@code notifystart} again. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    private static final String STOLEN = "stolen: two polls of one token at once";

    record Poll(String token, Instant since) {}

    private final SimulatedIlink server;
    final List<Poll> polls = new ArrayList<>();

    Updates(SimulatedIlink server) {
        this.server = server;
    }

    /** Answers or holds a poll; one that is held hears, too, when its token dies. */
    SimulatedAnswer poll(SimulatedUser person, SimulatedRequest request, ObjectNode body) {
        String token = request.bearer();
        String cursor = body.path("get_updates_buf").asText();
        if (!body.path("get_updates_buf").isTextual()) {
            server.violation(request, "get_updates_buf must be there");
        }
        if (person.lastPoll.plus(AWAY).isBefore(server.clock.instant())) {
            person.connects(false, server.clock.instant());
        }
        boolean ours = acknowledge(person, cursor, request);
        if (polls.stream().anyMatch(other -> other.token.equals(token))) {
            server.violation(request, STOLEN);
        }
        var poll = new Poll(token, server.clock.instant());
        polls.add(poll);
        return server.lock.hold(new HeldRequest(
                server.lock,
                server.rules.hold,
                () -> server.tokens.personOf(token).isEmpty()
                        || fault().isPresent()
                        || (ours && person.arrived(server.rules.needsStart) > person.acknowledged),
                () -> {
                    end(poll, person);
                    return answer(person, token, cursor, ours);
                },
                () -> hungUp(poll, person)));
    }

    private Optional<Fault> fault() {
        return server.faults.ofHeld(Endpoint.UPDATES, server.clock.instant());
    }

    private SimulatedAnswer answer(SimulatedUser person, String token, String cursor, boolean ours) {
        if (server.tokens.personOf(token).isEmpty()) {
            return server.stale(Endpoint.UPDATES);
        }
        return fault().map(fault -> FaultQueue.apply(fault, Json.answer(Json.object())))
                .orElseGet(() -> handOut(person, cursor, ours ? person.arrived(server.rules.needsStart) : 0));
    }

    private void end(Poll poll, SimulatedUser person) {
        polls.remove(poll);
        person.lastPoll = server.clock.instant();
    }

    private void hungUp(Poll gone, SimulatedUser person) {
        end(gone, person);
        polls.stream()
                .filter(other -> other.token.equals(gone.token)
                        && !other.since.plus(OVERLAP).isBefore(server.clock.instant()))
                .forEach(other -> server.log.violations.removeIf(
                        broken -> broken.rule().equals(STOLEN) && broken.at().equals(other.since)));
    }

    private SimulatedAnswer handOut(SimulatedUser person, String cursor, int arrived) {
        int from = person.acknowledged;
        int to = Math.clamp(arrived, from, from + MESSAGES_AT_ONCE);
        ObjectNode answer = server.success(Endpoint.UPDATES);
        ArrayNode messages = answer.putArray("msgs");
        person.inbox.subList(from, to).forEach(messages::add);
        // An answer without messages has no cursor now and then: the client keeps the one it has.
        answer.put(
                "get_updates_buf",
                to > from ? cursorAt(person, to) : server.count(Endpoint.UPDATES) % 3 == 0 ? "" : cursor);
        if (!server.rules.hold.isZero()) {
            answer.put("longpolling_timeout_ms", server.rules.hold.toMillis());
        }
        return Json.answer(answer);
    }

    /**
     * Takes the cursor and tells that it is this bot's: with another bot's nothing is ever received. After a hot reload the
     * cursors that the earlier server gave out are taken for the beginning.
     */
    private boolean acknowledge(SimulatedUser person, String cursor, SimulatedRequest request) {
        int place = cursor.isEmpty() ? 0 : placeOf(person, cursor);
        boolean ours = place >= 0 || server.goesOn;
        if (!ours) {
            server.violation(request, "get_updates_buf is not one that this bot was given");
        }
        person.acknowledged = Math.max(person.acknowledged, place);
        return ours;
    }

    private static String cursorAt(SimulatedUser person, int place) {
        String plain = "v1|" + person.botId + "|" + place;
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static int placeOf(SimulatedUser person, String cursor) {
        try {
            String plain = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            int place = Integer.parseInt(plain.substring(plain.lastIndexOf('|') + 1));
            return place <= person.inbox.size() && cursor.equals(cursorAt(person, place)) ? place : -1;
        } catch (IllegalArgumentException notOurs) {
            return -1;
        }
    }
}
