package io.ilinknotify.simulator;

import java.time.Duration;
import java.util.Map;

/** The fate of a request. Whoever carries it (HTTP, or a test without any socket) acts it out. */
public sealed interface SimulatedAnswer {
    record Body(int status, String contentType, Map<String, String> headers, String body) implements SimulatedAnswer {
        Body(int status, String contentType, String body) {
            this(status, contentType, Map.of(), body);
        }

        static Body json(String body) {
            return new Body(200, "application/json", body);
        }
    }

    /** Nothing to say yet: a long poll. */
    record Held(HeldRequest request) implements SimulatedAnswer {}

    /** The connection is reset and no answer comes. */
    record Cut() implements SimulatedAnswer {}

    /** The connection stays open and no answer ever comes. */
    record Silent() implements SimulatedAnswer {}

    record Late(Duration after, Body body) implements SimulatedAnswer {}

    /** Waits for the end if nothing more happens: a held request runs out, a late answer arrives. */
    default SimulatedAnswer inTheEnd() {
        return switch (this) {
            case Held held -> held.request().timeUp().inTheEnd();
            case Late late -> late.body();
            case Body body -> body;
            case Cut cut -> cut;
            case Silent silent -> silent;
        };
    }
}
