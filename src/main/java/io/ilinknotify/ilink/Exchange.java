package io.ilinknotify.ilink;

import java.time.Duration;

/** How one request over one connection ended. */
sealed interface Exchange {
    /** A whole answer came, of whatever status. */
    record Answered(int status, byte[] body) implements Exchange {
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /** There was no connection to write to: surely not one byte of the request went out. */
    record NotReached(String cause) implements Exchange {}

    /**
     * The request was being written, or was, and no whole answer came.
     *
     * @param cause for people
     * @param timedOut we gave up waiting
     * @param answerBegun the head of an answer had come
     * @param held how long after the writing began
     */
    record Broken(String cause, boolean timedOut, boolean answerBegun, Duration held) implements Exchange {}
}
