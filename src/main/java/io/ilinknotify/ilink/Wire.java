package io.ilinknotify.ilink;

import java.time.Duration;

/** Carries requests to a server, each over a connection of its own. */
interface Wire extends AutoCloseable {
    /** Starts an exchange; returns at once. */
    Flight begin(WireRequest request);

    @Override
    void close();

    /** An exchange under way. */
    interface Flight {
        /** Waits for the end of the exchange; when {@code patience} is over the connection is closed and that is the end. */
        Exchange await(Duration patience) throws InterruptedException;

        /** Closes the connection at once. An answer that came before that still counts. */
        Exchange abort(String cause);
    }
}
