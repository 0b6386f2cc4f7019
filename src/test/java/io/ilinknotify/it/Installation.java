package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A volume, two ports and settings, with which the agent can be started again and again. Everything is said by the
 * environment, and nothing of the test's own environment that concerns the agent gets through. As an extension of JUnit, which is how most tests use it, it lasts as long as the test,
 * or as the class whose tests share an instance.
 */
public final class Installation implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    public final Simulator simulator;
    public final String senderToken = "sender-" + UUID.randomUUID();
    public final String operatorToken = "operator-" + UUID.randomUUID();
    final Path directory;
    public final Path stateDir;
    public final int port = FreePorts.next();
    public final int managementPort = FreePorts.next();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<RunningAgent> started = new ArrayList<>();
    private boolean shared;
    private boolean quick = true;

    /** Upon a new volume, with a simulated server of its own. */
    Installation() {
        this(newDirectory(), Simulator.start());
    }

    /** Ready to use, with one sender's token and the operator's. */
    public Installation(Path directory, Simulator simulator) {
        this.simulator = simulator;
        this.directory = directory;
        this.stateDir = directory.resolve("state");
        set("QUARKUS_HTTP_HOST", "127.0.0.1");
        set("QUARKUS_HTTP_PORT", String.valueOf(port));
        set("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        set("QUARKUS_MANAGEMENT_PORT", String.valueOf(managementPort));
        set("NOTIFY_STATE_DIR", stateDir.toString());
        set("NOTIFY_ACCESS_TOKENS_CI", senderToken);
        set("NOTIFY_ACCESS_OPERATOR_TOKEN", operatorToken);
        set("ILINK_BASE_URL", simulator.baseUrl());
        set("ILINK_CDN_URL", simulator.cdnUrl());
    }

    /** The address of a page. */
    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** An environment variable. */
    public Installation set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Takes an environment variable away. */
    Installation unset(String name) {
        environment.remove(name);
        return this;
    }

    /** An option for the heap, such as {@code -Xmx96m}: what is measured is started as the documentation says. */
    public Installation heap(String option) {
        quick = false;
        return option(option);
    }

    /** Another option for the JVM. */
    Installation option(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Starts the agent and waits until it is ready. */
    public RunningAgent start() {
        RunningAgent agent = launch();
        agent.awaitReady();
        return agent;
    }

    /** Starts the agent, which may well refuse to run. */
    public RunningAgent launch(String... arguments) {
        try {
            Path output = Files.createTempFile(directory, "output-", ".log");
            Artifact artifact = Artifact.built();
            List<String> options = new ArrayList<>(jvmOptions);
            if (quick && artifact.isJar()) {
                options.addAll(QuickStart.options(artifact, jvmOptions));
            }
            ProcessBuilder builder = new ProcessBuilder(artifact.command(options, List.of(arguments)))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(Installation::concernsTheAgent);
            builder.environment().putAll(environment);
            RunningAgent agent = new RunningAgent(this, builder.start(), output);
            started.add(agent);
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that the agents of this installation have printed. */
    String printed() {
        StringBuilder all = new StringBuilder();
        started.forEach(agent -> all.append(agent.output()));
        return all.toString();
    }

    /** Ends every agent that still runs, without ceremony. */
    public void destroy() {
        started.forEach(RunningAgent::kill);
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        shared = true;
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        if (!shared) {
            removeAll();
        }
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        removeAll();
    }

    void removeAll() throws IOException {
        destroy();
        simulator.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("installation-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean concernsTheAgent(String variable) {
        return variable.startsWith("QUARKUS_")
                || variable.startsWith("NOTIFY_")
                || variable.startsWith("ILINK_")
                || variable.toUpperCase(Locale.ROOT).endsWith("_PROXY")
                || variable.equals("JAVA_TOOL_OPTIONS");
    }
}
