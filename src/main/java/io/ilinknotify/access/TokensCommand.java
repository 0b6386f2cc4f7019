package io.ilinknotify.access;

import io.ilinknotify.volume.StateDir;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code tokens} and {@code tokens --rotate NAME}: shows or replaces what the agent made. It needs no running agent, and
 * a running one takes a new token over within 10 s.
 */
public final class TokensCommand {
    /** All went well. */
    public static final int DONE = 0;
    /** The request cannot be carried out. */
    public static final int REFUSED = 1;

    private final AccessConfig config;
    private final Path stateDir;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param out gets a line {@code name token} for each
     * @param err gets everything else
     */
    public TokensCommand(AccessConfig config, Path stateDir, PrintStream out, PrintStream err) {
        this.config = config;
        this.stateDir = stateDir;
        this.out = out;
        this.err = err;
    }

    /** Shows all tokens that the agent made, and makes those that a first start would make. Gives the exit code. */
    public int show() throws IOException {
        StateDir dir = StateDir.open(stateDir);
        TokenSources sources = new TokenSources(config, new TokenStore(dir));
        TokenSources.Reading reading = sources.first();
        reading.warnings().forEach(err::println);
        made(sources, reading.stored()).forEach(this::print);
        for (NamedToken token : sources.configured()) {
            err.println(token.name() + ": given by " + token.source());
        }
        return DONE;
    }

    /** Replaces one token that the agent made, and shows the new one. Gives the exit code. */
    public int rotate(String name) throws IOException {
        StateDir dir = StateDir.open(stateDir);
        TokenStore store = new TokenStore(dir);
        TokenSources sources = new TokenSources(config, store);
        TokenStore.Made stored = sources.first().stored();
        Optional<String> given = sources.configured().stream()
                .filter(token -> token.name().equals(name))
                .map(NamedToken::source)
                .findFirst();
        if (given.isPresent()) {
            err.println(name + " is given by " + given.get() + ": change it there");
            return REFUSED;
        }
        if (!made(sources, stored).containsKey(name)) {
            List<String> names = new ArrayList<>(made(sources, stored).keySet());
            err.println("There is no token \"" + name + "\" to rotate; there are: " + String.join(", ", names));
            return REFUSED;
        }
        print(name, store.rotate(name).tokens().getOrDefault(name, ""));
        return DONE;
    }

    /** Those of {@code access.json} that are valid: what is configured under the same name wins. */
    private static Map<String, String> made(TokenSources sources, TokenStore.Made stored) throws IOException {
        Map<String, String> made = new TreeMap<>(stored.tokens());
        sources.configured().forEach(token -> made.remove(token.name()));
        return made;
    }

    private void print(String name, String token) {
        out.printf("%-10s %s%n", name, token);
    }
}
