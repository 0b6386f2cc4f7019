package io.ilinknotify.webhook.clients;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.access.SignedRoute;
import io.ilinknotify.http.FilterOrder;
import io.ilinknotify.http.ForeignProblems;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.webhook.WebhookConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Leads requests at the addresses of other services to {@code /clients/{name}}, before anything looks at them: from then on
 * no path holds a token, and no log and no metric can. Words the errors as these services do. Those in
 * {@code notify.webhook.off} answer 404.
 */
@Singleton
final class ClientAddresses implements SignedRoute, ForeignProblems {
    private static final ForeignClient[] CLIENTS = ForeignClient.values();

    private final Set<ForeignClient> off;
    private final boolean tokens;

    ClientAddresses(WebhookConfig config, AccessConfig access) {
        this.off = config.off().orElse(Set.of());
        this.tokens = access.mode() == AccessConfig.Mode.TOKEN;
    }

    void install(@Observes Filters filters) {
        FilterOrder.CLIENT_ADDRESS.register(filters, ClientAddresses::lead);
        FilterOrder.CLIENT_SWITCH.register(filters, context -> {
            if (ForeignClient.at(context.request().path()).filter(off::contains).isPresent()) {
                context.fail(new ProblemException(Problem.ofStatus(404)));
            } else {
                context.next();
            }
        });
    }

    private static void lead(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null || path.equals("/notify") || path.startsWith("/clients/")) {
            context.next();
            return;
        }
        String method = request.method().equals(HttpMethod.HEAD)
                ? "GET"
                : request.method().name();
        for (ForeignClient client : CLIENTS) {
            for (ClientAddress address : client.addresses) {
                boolean comesIn = address.methods().contains(method);
                if ((comesIn || !path.equals("/")) && address.fits(path)) {
                    // What sends nothing there is led on as well, for its token: a method that is not POST is refused.
                    context.reroute(comesIn ? HttpMethod.POST : request.method(), address.target(client, request));
                    return;
                }
            }
        }
        if (method.equals("GET")
                && path.startsWith("/webhook/")
                && SenderBody.ofQuery(request.query()).isPresent()) {
            context.reroute(HttpMethod.POST, request.uri());
            return;
        }
        context.next();
    }

    /** Some services have the token in the body, which has to be read for it. */
    @Override
    public boolean isSigned(HttpServerRequest request) {
        return tokens
                && ForeignClient.at(request.path())
                        .filter(ForeignClient::hasTokenInBody)
                        .isPresent()
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getParam(ClientAddress.TOKEN) == null;
    }

    @Override
    public Optional<Told> told(HttpServerRequest request, Problem problem) {
        return ForeignClient.at(request.path())
                .map(client -> client.refusal.apply(problem))
                .map(answer ->
                        new Told(answer.status(), answer.type(), answer.body().getBytes(StandardCharsets.UTF_8)));
    }
}
