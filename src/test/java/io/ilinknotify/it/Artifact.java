package io.ilinknotify.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the build made: a jar or a native executable. */
public record Artifact(boolean isJar, Path path) {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** Reads what the build wrote about it. */
    public static Artifact built() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(TARGET.resolve("quarkus-artifact.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("package the agent first: ./mvnw package", e);
        }
        String type = properties.getProperty("type");
        return switch (type) {
            case "jar" -> new Artifact(true, TARGET.resolve(properties.getProperty("path")));
            case "native" -> new Artifact(false, TARGET.resolve(properties.getProperty("path")));
            default -> throw new IllegalStateException("an artifact of the type " + type + " cannot be started here");
        };
    }

    /** What starts it; a native executable takes the options for its heap as a JVM does. */
    List<String> command(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isJar) {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-XX:+ExitOnOutOfMemoryError");
            command.addAll(jvmOptions);
            command.add("-jar");
        }
        command.add(path.toString());
        if (!isJar) {
            command.addAll(jvmOptions);
        }
        command.addAll(arguments);
        return command;
    }
}
