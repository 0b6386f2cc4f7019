package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops a start that would let the whole network send without a token. */
@Singleton
final class ModeAtStart {
    void check(
            @Observes @Priority(5) StartupEvent start,
            AccessConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        AccessRules.checkMode(config.mode(), host).ifPresent(wrong -> {
            throw new StartupProblem(wrong);
        });
    }
}
