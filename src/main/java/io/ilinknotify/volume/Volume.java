package io.ilinknotify.volume;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;

/** Opens the volume for the agent. Whoever is given the {@link StateDir} knows that the lock is held. */
@Singleton
final class Volume {
    private static final Logger LOG = Logger.getLogger(Volume.class);

    private final Path directory;
    private @Nullable AgentLock lock;

    Volume(@ConfigProperty(name = "notify.state-dir") Path directory) {
        this.directory = directory;
    }

    @Produces
    @Singleton
    StateDir stateDir() {
        StateDir dir = StateDir.open(directory);
        String host = System.getenv("HOSTNAME"); // In containers every agent is process 1.
        String process = "process " + ProcessHandle.current().pid();
        lock = AgentLock.take(dir, host == null || host.isBlank() ? process : process + " on " + host.strip());
        dir.warning().ifPresent(LOG::warn);
        return dir;
    }

    void open(@Observes @Priority(10) StartupEvent start, StateDir dir) {
        LOG.debugf("The volume is %s", dir.path());
    }

    @PreDestroy
    void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
