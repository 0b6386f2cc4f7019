package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whose token was presented. */
@Singleton
public class TokenRegistry {
    private static final Logger LOG = Logger.getLogger(TokenRegistry.class);

    private final TokenSources sources;
    private volatile TokenSet tokens;
    private Set<String> told = new HashSet<>();

    TokenRegistry(AccessConfig config, StateDir dir) {
        sources = new TokenSources(config, new TokenStore(dir));
        TokenSources.Reading first = sources.first();
        tokens = first.tokens();
        tell(first.warnings());
        if (!first.stored().byName().isEmpty()) {
            LOG.infof(
                    "Tokens that were made for you are in %s; the command \"ilink-notify tokens\" shows them"
                            + " (with the jar: java -jar quarkus-run.jar tokens)",
                    dir.file(TokenStore.FILE));
        }
    }

    Optional<Caller> find(String presented) {
        return tokens.find(presented);
    }

    String operator() {
        return tokens.operator();
    }

    /** The names of the clients that may send now. */
    public List<String> clients() {
        return tokens.clients();
    }

    void load(@Observes @Priority(20) StartupEvent start) {
        LOG.infof("These clients may send: %s", String.join(", ", clients()));
    }

    /** Takes over what changed in files. Tokens are promised to change within 10 s, so this looks twice as often. */
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void readAgain() {
        try {
            TokenSources.Reading reading = sources.again();
            tokens = reading.tokens();
            tell(reading.warnings());
        } catch (IOException | StartupProblem e) {
            tell(List.of(e.getMessage() + "; the tokens of before stay valid"));
        }
    }

    /** Each warning once, and once more when it came back. */
    private synchronized void tell(List<String> warnings) {
        warnings.stream().filter(warning -> !told.contains(warning)).forEach(LOG::warn);
        told = new HashSet<>(warnings);
    }
}
