package io.ilinknotify.volume;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The agent cannot start, and a person must do something. The message says what is wrong and what to do; it is printed
 * as it is, without a stack trace, and the exit code is 1. It must not hold a secret.
 */
public final class StartupProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupProblem(String message) {
        super(message, null, false, false);
    }

    /**
     * A file of the volume that cannot be understood. It is never overwritten.
     *
     * @param why what is wrong with it, without its contents
     */
    public static StartupProblem damaged(Path file, String why, String remedy) {
        return new StartupProblem(
                file.toAbsolutePath().normalize() + " is damaged (" + why + "). It was left as it is. " + remedy);
    }

    /**
     * A file that cannot be read or written.
     *
     * @param what the file and what failed, such as "/x cannot be read"
     * @param remedy what a person can do, as a sentence; may be empty
     */
    public static StartupProblem failed(String what, IOException failure, String remedy) {
        return new StartupProblem((what + " (" + kind(failure) + "). " + remedy).strip());
    }

    static String kind(IOException failure) {
        return failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    }
}
