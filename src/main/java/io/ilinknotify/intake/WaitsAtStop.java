package io.ilinknotify.intake;

import io.ilinknotify.outbox.Outbox;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** When the agent stops, senders that wait for the phone are told how their notification stands now. */
@Singleton
final class WaitsAtStop {
    void answer(@Observes ShutdownDelayInitiatedEvent stop, Outbox outbox) {
        outbox.stopWaiting();
    }
}
