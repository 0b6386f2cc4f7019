package io.ilinknotify.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.window.WindowView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What a sender is told of the purse. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WindowAnswer(
        boolean open,
        int remaining,
        @JsonProperty("closes_at") @Nullable Instant closesAt) {

    /** Never open beside a notification that is held because it is shut, which a refusal does before the purse is spent. */
    static WindowAnswer of(WindowView view, @Nullable Reason reason) {
        return new WindowAnswer(
                view.open() && reason != Reason.WINDOW_SHUT, view.remaining(), Times.ofAnswer(view.closesAt()));
    }
}
