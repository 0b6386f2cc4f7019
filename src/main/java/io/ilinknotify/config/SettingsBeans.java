package io.ilinknotify.config;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.fallback.FallbackConfig;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.DedupWindow;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.schedule.JobSettings;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;

/**
 * Gives each room its own part of the settings, so that none has to know the root. Single values that belong to no
 * group ({@code notify.state-dir}, {@code notify.public-url}, {@code notify.dedup-window}) are injected by name with
 * {@code @ConfigProperty}; the root checks them all the same.
 */
@Singleton
final class SettingsBeans {
    private static final Logger LOG = Logger.getLogger(SettingsBeans.class);

    private final NotifyConfig settings;

    SettingsBeans(NotifyConfig settings) {
        this.settings = settings;
    }

    /** Asks for every root of the settings, since only those are checked that are asked for. Tells what is ignored. */
    void check(@Observes @Priority(1) StartupEvent start, IlinkConfig ilink, AccountSeedConfig seed) {
        UnknownEnvironment.warnings(System.getenv().keySet()).forEach(LOG::warn);
    }

    @Produces
    @Singleton
    AccessConfig access() {
        return settings.access();
    }

    @Produces
    @Singleton
    WindowConfig window() {
        return settings.window();
    }

    @Produces
    @Singleton
    DeliveryConfig delivery() {
        return settings.delivery();
    }

    @Produces
    @Singleton
    OutboxConfig outbox() {
        return settings.outbox();
    }

    @Produces
    @Singleton
    JobSettings jobs() {
        return new JobSettings(settings.jobs());
    }

    @Produces
    @Singleton
    QuietHours quietHours() {
        return QuietHours.of(settings.quiet(), settings.timeZone());
    }

    @Produces
    @Singleton
    WebhookConfig webhook() {
        return settings.webhook();
    }

    @Produces
    @Singleton
    FallbackConfig fallback() {
        return settings.fallback();
    }

    @Produces
    @Singleton
    DedupWindow dedupWindow() {
        return new DedupWindow(settings.dedupWindow());
    }

    @Produces
    @Singleton
    Language language() {
        return settings.language();
    }

    @Produces
    @Singleton
    ZoneId zone() {
        return settings.timeZone();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
