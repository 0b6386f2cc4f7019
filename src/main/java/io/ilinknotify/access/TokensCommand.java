package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code tokens} and {@code tokens --rotate NAME}: shows or replaces what the agent made. It needs no running agent, and
 * a running one takes a new token over within 10 s.
 */
public final class TokensCommand {
    public static final int DONE = 0;
    public static final int REFUSED = 1;

    private final boolean isNew;
    private final StateDir dir;
    private final TokenStore store;
    private final TokenSources sources;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Opens the volume, or makes it, as the first start would.
     *
     * @param out gets a line {@code name token} for each
     * @param err gets everything else: where the volume is, to begin with
     * @throws StartupProblem as {@link StateDir#open} does
     */
    public TokensCommand(AccessConfig config, Path stateDir, PrintStream out, PrintStream err) {
        this.isNew = !StateDir.isVolume(stateDir);
        this.dir = StateDir.open(stateDir);
        this.store = new TokenStore(dir);
        this.sources = new TokenSources(config, store);
        this.out = out;
        this.err = err;
    }

    /** Shows all tokens that the agent made, and makes those that a first start would make. Gives the exit code. */
    public int show() {
        TokenSources.Reading reading = read();
        reading.warnings().forEach(err::println);
        reading.made().forEach((name, token) -> print(name, token.value()));
        for (NamedToken token : reading.configured()) {
            err.println(token.name() + ": given by " + token.source());
        }
        return DONE;
    }

    /** Replaces one token that the agent made, and shows the new one. Gives the exit code. */
    public int rotate(String name) {
        TokenSources.Reading reading = read();
        for (NamedToken token : reading.configured()) {
            if (token.name().equals(name)) {
                err.println(name + " is given by " + token.source() + ": change it there");
                return REFUSED;
            }
        }
        Set<String> names = reading.made().keySet();
        if (!names.contains(name)) {
            err.println("There is no token \"" + name + "\" to rotate; there are: " + String.join(", ", names));
            return REFUSED;
        }
        print(name, store.rotate(name));
        return DONE;
    }

    private TokenSources.Reading read() {
        err.println(
                isNew
                        ? "There was no volume at " + dir.path()
                                + ", now there is: an agent that runs already has another one, and"
                                + " does not know these tokens. Run it in the folder where the agent was started, or set"
                                + " NOTIFY_STATE_DIR."
                        : "Volume: " + dir.path());
        return sources.first();
    }

    private void print(String name, String token) {
        out.printf("%-10s %s%n", name, token);
    }
}
