package io.ilinknotify.config;

import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.schedule.JobConfig;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.AgentLock;
import io.ilinknotify.volume.StateDir;
import io.ilinknotify.webhook.WebhookConfig;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * Makes what belongs to no room: the volume and the store on it, the clock, and what the rooms need of {@code notify.*} itself,
 * so that none has to know it. Single values ({@code notify.public-url}) are injected by name with {@code @ConfigProperty}.
 */
@Singleton
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final NotifyConfig settings;
    private @Nullable AgentLock lock;

    Wiring(NotifyConfig settings) {
        this.settings = settings;
    }

    void warn(@Observes @Priority(1) StartupEvent start) {
        UnknownEnvironment.warning(System.getenv().keySet()).ifPresent(LOG::warn);
    }

    @Produces
    @Singleton
    Map<String, JobConfig> jobs() {
        return settings.jobs();
    }

    @Produces
    @Singleton
    QuietHours quietHours() {
        return QuietHours.of(settings.quiet(), settings.timeZone());
    }

    @Produces
    Severities severities(WebhookConfig webhook) {
        return new Severities(webhook.severity());
    }

    @Produces
    Language language() {
        return settings.language();
    }

    @Produces
    ZoneId zone() {
        return settings.timeZone();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Opens the volume: whoever is given it knows that the lock is held. */
    @Produces
    @Singleton
    StateDir stateDir() {
        StateDir dir = StateDir.open(settings.stateDir());
        String host = System.getenv("HOSTNAME"); // In containers every agent is process 1.
        String process = "process " + ProcessHandle.current().pid();
        lock = AgentLock.take(dir, host == null || host.isBlank() ? process : process + " on " + host.strip());
        dir.warning().ifPresent(LOG::warn);
        return dir;
    }

    void open(@Observes @Priority(10) StartupEvent start, StateDir dir) {
        LOG.debugf("The volume is %s", dir.path());
    }

    /** Comes after all that was produced here is closed, the store above all. */
    @PreDestroy
    void unlock() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    /** Opens {@code agent.db} once the volume is ours. It stays open to the very end, so that outcomes can be written. */
    @Produces
    @Singleton
    Store store(StateDir dir) {
        return Store.open(new Database(dir.file(Database.FILE)));
    }

    void close(@Disposes Store store) {
        store.close();
    }
}
