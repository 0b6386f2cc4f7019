package io.ilinknotify.config;

import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.ilink.IlinkConfig;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Asks for every root of the settings, since only what is asked for is checked, and tells what was ignored. */
@Singleton
final class SettingsAtStart {
    private static final Logger LOG = Logger.getLogger(SettingsAtStart.class);

    void check(
            @Observes @Priority(1) StartupEvent start, NotifyConfig notify, IlinkConfig ilink, AccountSeedConfig seed) {
        UnknownEnvironment.warnings(System.getenv().keySet(), KnownSettings.ours())
                .forEach(LOG::warn);
    }
}
