package io.ilinknotify;

import io.ilinknotify.config.EarlySettings;
import io.ilinknotify.volume.StartupProblem;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** How the process ends. What a person can mend is told in words; only faults of ours show a stack trace. */
final class StartFailure {
    private StartFailure() {}

    /** Called by Quarkus at the very end. */
    static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            Optional<String> words = words(failure);
            if (words.isPresent()) {
                System.err.println(words.get());
            } else {
                Logger.getLogger(Main.class).error("The agent could not start", failure);
            }
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
    }

    /** Words for a person; empty when nobody but a programmer can do something. */
    static Optional<String> words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartupProblem problem -> {
                    return Optional.of("ilink-notify cannot start: " + problem.getMessage());
                }
                case ConfigValidationException wrong -> {
                    return Optional.of(settings(wrong));
                }
                case QuarkusBindException port -> {
                    return Optional.of("ilink-notify cannot start: " + port.getHost() + ":" + port.getPort()
                            + " cannot be listened on; another program uses it, or it is not an address of this"
                            + " machine. Change quarkus.http.port (or quarkus.management.port).");
                }
                default -> {
                    // Look deeper.
                }
            }
        }
        return Optional.empty();
    }

    private static String settings(ConfigValidationException wrong) {
        List<String> lines = EarlySettings.problems(wrong);
        return "ilink-notify cannot start, its settings are wrong:\n  " + String.join("\n  ", lines);
    }
}
