package io.ilinknotify.health;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code live}: every thread that the agent cannot do without has done its work lately. A thread of its own counts the seconds
 * since the last sign of life of each, so that the answer comes at once and holds no worker.
 */
@Singleton
@Liveness
final class LivenessCheck implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(LivenessCheck.class);
    private static final Duration LONGEST_EVENT = Duration.ofSeconds(60);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(30);

    private final List<Heartbeat> heartbeats = new ArrayList<>();
    private final Map<EventExecutor, Heartbeat> eventLoops = new HashMap<>();
    private final LoopThread ticker = new LoopThread("liveness", LONGEST_TICK);
    private volatile long lastTick = System.nanoTime();

    @Inject
    LivenessCheck(@All List<Heartbeat.Watched> watched, Vertx vertx) {
        this(watched, vertx.nettyEventLoopGroup());
    }

    LivenessCheck(List<Heartbeat.Watched> watched, Iterable<EventExecutor> loops) {
        watched.forEach(one -> heartbeats.add(one.heartbeat()));
        for (EventExecutor loop : loops) {
            Heartbeat heartbeat = new Heartbeat("event-loop-" + eventLoops.size(), LONGEST_EVENT);
            eventLoops.put(loop, heartbeat);
            heartbeats.add(heartbeat);
        }
    }

    void start(@Observes @Priority(2000) StartupEvent start) {
        ticker.start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) throws InterruptedException {
        ticker.stop(LONGEST_TICK);
    }

    /** Not {@link LoopThread#repeat}: a fault has to end the process, see {@link #ask}. */
    private void run() {
        while (!ticker.isStopping()) {
            try {
                Thread.sleep(1_000);
                tick();
            } catch (InterruptedException e) {
                LOG.debug("The agent stops.");
            }
        }
    }

    void tick() {
        heartbeats.stream()
                .filter(Heartbeat::tick)
                .forEach(late -> LOG.errorf(
                        "The thread %s has done nothing for %d s: live is down until it goes on",
                        late.name(), late.silence()));
        eventLoops.forEach(LivenessCheck::ask);
        lastTick = System.nanoTime();
    }

    /**
     * Asked once it has answered the last time, so that nothing piles up before one that hangs. One that has ended throws,
     * which ends the process.
     */
    private static void ask(EventExecutor loop, Heartbeat heartbeat) {
        if (heartbeat.silence() == 1) {
            loop.execute(heartbeat::beat);
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("threads");
        boolean ticks = System.nanoTime() - lastTick < LONGEST_TICK.toNanos();
        List<Heartbeat> late = heartbeats.stream().filter(Heartbeat::isLate).toList();
        late.forEach(one -> answer.withData(one.name(), one.silence() + " s"));
        return Uni.createFrom().item(answer.status(ticks && late.isEmpty()).build());
    }
}
