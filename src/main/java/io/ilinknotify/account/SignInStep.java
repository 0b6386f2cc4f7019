package io.ilinknotify.account;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;

/** What the loop has to do next for a sign-in. */
sealed interface SignInStep {
    /** Fetch a new code. */
    record Fetch() implements SignInStep {}

    /** Ask for the status of a code. */
    record Poll(URI base, String codeId, @Nullable String digits) implements SignInStep {
        @Override
        public String toString() {
            return "Poll[" + base.getHost() + "]";
        }
    }

    /** Store the new account, and say whether that worked. */
    record Keep(Account account) implements SignInStep {}

    /** Nothing before that time, or before something happens. */
    record Rest(Instant until) implements SignInStep {}
}
