package io.ilinknotify.simulator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/** A simulated server for every agent under test, given to every field of type {@link Simulator}. */
@WithTestResource(value = SimulatorResource.class, scope = TestResourceScope.GLOBAL)
public final class SimulatorResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable Simulator simulator;

    @Override
    public Map<String, String> start() {
        Simulator started = Simulator.start();
        started.ilink().rules().hold = Duration.ofSeconds(2);
        simulator = started;
        return Map.of("ilink.base-url", started.baseUrl(), "ilink.cdn-url", started.cdnUrl(), "ilink.poll-hold", "2s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(simulator, new TestInjector.MatchesType(Simulator.class));
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
