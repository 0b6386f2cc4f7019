package io.ilinknotify.bench.storm;

import io.ilinknotify.delivery.DeliveryWorld;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.window.WindowConfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every trace through every sender. */
final class StormBench {
    static final String THRIFTY = "ilink-notify, `thrifty`";
    private static final TestSettings.Window WINDOW = TestSettings.Window.DEFAULTS;

    private final Path directory;
    private int worlds;

    /** @param directory where the agent's databases may lie */
    StormBench(Path directory) {
        this.directory = directory;
    }

    List<Result> run(Trace trace) {
        List<Result> results = new ArrayList<>();
        results.add(Run.of(trace, "first come, first served", new PlainSender.Naive()));
        results.add(Run.of(trace, "budget of 8, queue", new PlainSender.Budget()));
        results.add(run(trace, "ilink-notify, `immediate`", TestSettings.Delivery.IMMEDIATE, WINDOW));
        results.add(run(trace, THRIFTY, TestSettings.Delivery.THRIFTY, WINDOW));
        results.add(
                run(trace, THRIFTY + ", `reserve.high=3`", TestSettings.Delivery.THRIFTY, WINDOW.withReserve(4, 3)));
        return results;
    }

    private Result run(Trace trace, String name, DeliveryConfig delivery, WindowConfig window) {
        Path own = directory.resolve("agent-" + ++worlds);
        return Run.of(trace, name, new AgentSender(new DeliveryWorld(own, delivery, window)));
    }
}
