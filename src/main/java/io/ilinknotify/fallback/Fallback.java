package io.ilinknotify.fallback;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.config.Secret;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** The second channel of this agent, if its settings name one. */
@Singleton
public class Fallback {
    private static final Logger LOG = Logger.getLogger(Fallback.class);

    private final Store store;
    private final Optional<SecondChannel> channel;

    Fallback(
            Store store,
            Outbox outbox,
            AccountHealth health,
            FallbackConfig config,
            Language language,
            FallbackMetrics metrics,
            Clock clock) {
        this.store = store;
        this.channel = config.url()
                .map(Secret::get)
                .map(url -> new SecondChannel(
                        store,
                        outbox,
                        new FallbackPolicy(config.after(), config.minPriority()),
                        new RestWebhook(URI.create(url), config.tokenFile()),
                        () -> health.state().mustHold(),
                        language,
                        metrics::posted,
                        clock));
    }

    /** How it stands. */
    public FallbackStatus status() {
        return store.read(tx -> FallbackTable.status(tx, channel.isPresent()));
    }

    void start(@Observes @Priority(500) StartupEvent start) {
        if (channel.isEmpty() && store.read(FallbackTable::lookedTo).isPresent()) {
            store.write(tx -> {
                        FallbackTable.close(tx);
                        return true;
                    })
                    .join();
        }
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        try {
            channel.ifPresent(SecondChannel::tick);
        } catch (StoreException e) {
            LOG.warnf("The second channel cannot write down what it tells, and waits: %s", e.getMessage());
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        channel.ifPresent(SecondChannel::stop);
    }
}
