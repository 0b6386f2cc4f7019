package io.ilinknotify.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What "check the connection" found.
 *
 * @param ok whether the server answered and knows us
 * @param outcome {@code connected}, {@code stale-token}, {@code refused} or {@code failed}
 * @param detail what the server said, or why it could not be asked
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@TemplateData
record ConnectionJson(boolean ok, String outcome, @Nullable String detail) {
    static ConnectionJson of(ConnectionOutcome outcome) {
        return switch (outcome) {
            case ConnectionOutcome.Connected c -> new ConnectionJson(true, "connected", null);
            case ConnectionOutcome.StaleToken s -> new ConnectionJson(false, "stale-token", null);
            case ConnectionOutcome.Refused r ->
                new ConnectionJson(false, "refused", (r.code() + " " + r.detail()).strip());
            case ConnectionOutcome.Failed f -> new ConnectionJson(false, "failed", f.cause());
        };
    }
}
