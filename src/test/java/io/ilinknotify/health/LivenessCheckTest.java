package io.ilinknotify.health;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LivenessCheckTest {
    private final Heartbeat sender = new Heartbeat("sender", Duration.ofSeconds(30));
    private final Heartbeat inbound = new Heartbeat("inbound", Duration.ofSeconds(30));
    private final EventExecutor loop = new DefaultEventExecutor();
    private final LivenessCheck check =
            new LivenessCheck(List.of(() -> sender, () -> inbound), List.of(ImmediateEventExecutor.INSTANCE));

    @Test
    void whoDoesNothingForTooLongIsNamedUntilItGoesOn() {
        seconds(check, 30, inbound::beat);
        assertThat(answer(check).getStatus()).isEqualTo(Status.UP);

        seconds(check, 1, inbound::beat);
        assertThat(answer(check).getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer(check).getData()).hasValue(Map.of("sender", "31 s"));

        sender.beat();
        assertThat(answer(check).getStatus()).isEqualTo(Status.UP);
        assertThat(answer(check).getData()).isEmpty();
    }

    @Test
    void whoSaidHowLongItRestsIsGivenThatTime() {
        inbound.beatBefore(Duration.ofMinutes(5));

        seconds(check, 330, sender::beat);
        assertThat(answer(check).getStatus()).isEqualTo(Status.UP);

        seconds(check, 1, sender::beat);
        assertThat(answer(check).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void anEventLoopThatIsHeldForTooLongIsNamed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        LivenessCheck held = new LivenessCheck(List.of(), List.of(ImmediateEventExecutor.INSTANCE, loop));
        loop.execute(() -> await(end));
        try {
            seconds(held, 61, () -> {});

            assertThat(answer(held).getStatus()).isEqualTo(Status.DOWN);
            assertThat(answer(held).getData()).hasValue(Map.of("event-loop-1", "61 s"));
        } finally {
            end.countDown();
        }
        loop.submit(() -> {}).get();

        assertThat(answer(held).getStatus()).isEqualTo(Status.UP);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).get();
    }

    @Test
    void anEventLoopThatHasEndedIsAFaultThatEndsTheProcess() throws Exception {
        LivenessCheck ended = new LivenessCheck(List.of(), List.of(loop));
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).get();

        assertThatThrownBy(ended::tick).isInstanceOf(RejectedExecutionException.class);
    }

    /** Seconds that pass without waiting for them. */
    private static void seconds(LivenessCheck check, int howMany, Runnable beat) {
        for (int second = 0; second < howMany; second++) {
            beat.run();
            check.tick();
        }
    }

    private static HealthCheckResponse answer(LivenessCheck check) {
        return requireNonNull(check.call().await().indefinitely());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
