package io.ilinknotify.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /login/state}: where the sign-in stands, for the page's script.
 *
 * @param state the step, such as {@code waiting} or {@code digits-needed}
 * @param version differs when the page has to look different
 * @param detail why it failed, or why the server does not answer
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoginStateJson(
        String state, String version, @Nullable String detail) {
    static LoginStateJson of(LoginView view) {
        String detail = view.failed() == null ? view.trouble() : view.failed() + ": " + view.detail();
        return new LoginStateJson(view.step().code(), view.version(), detail);
    }
}
