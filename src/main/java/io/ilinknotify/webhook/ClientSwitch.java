package io.ilinknotify.webhook;

import io.ilinknotify.http.FilterOrder;
import io.ilinknotify.http.ProblemWriter;
import io.ilinknotify.http.Problems;
import io.ilinknotify.http.Route;
import io.quarkus.vertx.http.runtime.filters.Filters;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/** Answers 404 at the addresses of clients that {@code notify.webhook.off} names. */
@Singleton
final class ClientSwitch {
    private final Set<WebhookConfig.Client> off;
    private final ProblemWriter problems;

    ClientSwitch(WebhookConfig config, ProblemWriter problems) {
        this.off = config.off().orElse(Set.of());
        this.problems = problems;
    }

    void install(@Observes Filters filters) {
        FilterOrder.CLIENT_SWITCH.register(filters, context -> {
            if (WebhookConfig.Client.of(Route.of(context.request()))
                    .filter(off::contains)
                    .isPresent()) {
                problems.answer(context, Problems.ofStatus(404));
            } else {
                context.next();
            }
        });
    }
}
