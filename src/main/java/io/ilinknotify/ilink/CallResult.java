package io.ilinknotify.ilink;

import java.time.Duration;
import java.util.Map;

/** The end of one call: one request over one connection. */
sealed interface CallResult {
    /**
     * A whole answer came.
     *
     * @param headers by name, without regard to case
     */
    record Answered(int status, Map<String, String> headers, byte[] body) implements CallResult {
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /** There was no connection to write to: surely not one byte of the request went out. */
    record NotReached(String cause) implements CallResult {}

    /**
     * The request was being written, or was, and no whole answer came.
     *
     * @param cause for people
     * @param timedOut we gave up waiting
     * @param answerBegun the head of an answer had come
     * @param held how long after the writing began
     */
    record Broken(String cause, boolean timedOut, boolean answerBegun, Duration held) implements CallResult {}
}
