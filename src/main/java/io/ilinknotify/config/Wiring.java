package io.ilinknotify.config;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.fallback.FallbackConfig;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.media.MediaConfig;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.schedule.JobConfig;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.StateDir;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/**
 * Gives each room its own part of the settings, so that none has to know the root, and the store on the volume. Single values
 * that belong to no group ({@code notify.state-dir}, {@code notify.public-url}) are injected by name with
 * {@code @ConfigProperty}; the root checks them all the same.
 */
@Singleton
final class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);

    private final NotifyConfig settings;

    Wiring(NotifyConfig settings) {
        this.settings = settings;
    }

    /** Asks for every root of the settings, since only those are checked that are asked for. Tells what is ignored. */
    void check(@Observes @Priority(1) StartupEvent start, IlinkConfig ilink, AccountSeedConfig seed) {
        UnknownEnvironment.warning(System.getenv().keySet()).ifPresent(LOG::warn);
    }

    @Produces
    AccessConfig access() {
        return settings.access();
    }

    @Produces
    WindowConfig window() {
        return settings.window();
    }

    @Produces
    DeliveryConfig delivery() {
        return settings.delivery();
    }

    @Produces
    OutboxConfig outbox() {
        return settings.outbox();
    }

    @Produces
    MediaConfig media() {
        return settings.media();
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
    WebhookConfig webhook() {
        return settings.webhook();
    }

    @Produces
    Severities severities() {
        return new Severities(settings.webhook().severity());
    }

    @Produces
    FallbackConfig fallback() {
        return settings.fallback();
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
