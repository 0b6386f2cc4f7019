package io.ilinknotify.fallback;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.Watched;
import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.time.Duration;
import java.util.Optional;

/** The second channel of this agent, if its settings name one; {@code ilink_notify_fallback_total} counts its posts. */
@Singleton
public class Fallback implements Watched {
    private static final Logger LOG = Logger.getLogger(Fallback.class);

    /** Twenty posts that are answered late, one after the other. */
    private static final Duration LONGEST_TICK = Duration.ofMinutes(5);

    private final Store store;
    private final MeterRegistry metrics;
    private final Optional<SecondChannel> channel;
    private final Heartbeat heartbeat = new Heartbeat("second-channel", LONGEST_TICK);

    Fallback(
            Store store,
            Outbox outbox,
            AccountHealth health,
            FallbackConfig config,
            Language language,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.metrics = metrics;
        this.channel = config.url()
                .map(Secret::get)
                .map(url -> new SecondChannel(
                        store,
                        outbox,
                        new FallbackPolicy(config.after(), config.minPriority()),
                        new Webhook(URI.create(url), config.tokenFile(), Webhook.TIMEOUT)::post,
                        () -> health.state().refusesSends(),
                        language,
                        this::posted,
                        clock));
    }

    @Override
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    void start(@Observes @Priority(500) StartupEvent start) {
        boolean known = store.read(FallbackTable::lookedTo).isPresent();
        if (channel.isPresent() && !known) {
            channel.get().open(); // before anything is accepted: it could be finished before the first look
        } else if (channel.isEmpty() && known) {
            store.commit(tx -> {
                FallbackTable.close(tx);
                return true;
            });
        }
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        heartbeat.beat();
        try {
            channel.ifPresent(SecondChannel::tick);
        } catch (StoreException e) {
            LOG.warnf("The second channel cannot write down what it tells, and waits: %s", e.getMessage());
        }
    }

    private void posted(String id, PostOutcome outcome) {
        metrics.counter("ilink_notify_fallback", "outcome", outcome.code()).increment();
        if (outcome instanceof PostOutcome.Told) {
            LOG.infof("Second channel: %s is told.", id);
        } else {
            LOG.warnf("Second channel: %s is not told and will be tried again; %s.", id, outcome.failure());
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        channel.ifPresent(SecondChannel::stop);
    }
}
