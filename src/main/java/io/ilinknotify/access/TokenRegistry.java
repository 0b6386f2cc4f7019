package io.ilinknotify.access;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whose token was presented. */
@Singleton
public class TokenRegistry {
    private static final Logger LOG = Logger.getLogger(TokenRegistry.class);

    private final GuessLimit limit;
    private final TokenSources sources;
    private volatile TokenSet tokens;
    private Set<String> told = new HashSet<>();

    TokenRegistry(AccessConfig config, StateDir dir, GuessLimit limit) {
        this.limit = limit;
        sources = new TokenSources(config, new TokenStore(dir));
        TokenSources.Reading first = sources.first();
        tokens = first.tokens();
        tell(first.warnings());
        if (!first.made().isEmpty()) {
            LOG.infof(
                    "Tokens that were made for you are in %s; the command \"ilink-notify tokens\" shows them"
                            + " (with the jar: java -jar quarkus-run.jar tokens)",
                    dir.file(TokenStore.FILE));
        }
    }

    /** The name of whoever has this token. */
    Optional<String> find(String presented) {
        return tokens.find(presented);
    }

    /**
     * The client of a token in a body, where the clients of some services put it.
     *
     * @throws ProblemException 401 for a wrong one, which counts as every guess does
     */
    public String client(String token, HttpServerRequest request) {
        return find(token).orElseThrow(() -> {
            if (!token.isEmpty()) {
                limit.countWrong(request);
            }
            return new ProblemException(Problem.unauthorized());
        });
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
        } catch (StartupProblem e) {
            tell(List.of(e.getMessage() + " (the tokens of before stay valid)"));
        }
    }

    /** Each warning once, and once more when it came back. */
    private synchronized void tell(List<String> warnings) {
        warnings.stream().filter(warning -> !told.contains(warning)).forEach(LOG::warn);
        told = new HashSet<>(warnings);
    }
}
