package io.ilinknotify.status;

import io.ilinknotify.access.TokenRegistry;
import io.ilinknotify.http.PageLanguage;
import io.ilinknotify.http.PageWords;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.webhook.clients.ForeignClient;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code GET /setup}: recipes for senders with the address of this agent and the name of a client; never a token. */
@Path("/setup")
@RunOnVirtualThread
final class SetupResource {
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

    private final TokenRegistry tokens;
    private final List<ForeignClient> served;
    private final Optional<URI> publicUrl;
    private final PageLanguage language;

    SetupResource(
            TokenRegistry tokens,
            WebhookConfig webhooks,
            @ConfigProperty(name = "notify.public-url") Optional<URI> publicUrl,
            PageLanguage language) {
        Set<ForeignClient> served = EnumSet.allOf(ForeignClient.class);
        served.removeAll(webhooks.off().orElse(Set.of()));
        this.tokens = tokens;
        this.served = List.copyOf(served);
        this.publicUrl = publicUrl;
        this.language = language;
    }

    @CheckedTemplate(basePath = "setup")
    static final class SetupTemplates {
        private SetupTemplates() {}

        /**
         * @param address of this agent, without a slash at its end
         * @param asked whether that is only the address by which the page was asked for
         * @param clients the names of the sending tokens
         */
        static native TemplateInstance setup(
                String address,
                boolean asked,
                List<String> clients,
                String chosen,
                List<ForeignClient> services,
                PageWords words);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page(@QueryParam("client") @Nullable String client, @Context HttpServerRequest request) {
        List<String> clients = tokens.clients();
        String chosen = client != null && clients.contains(client)
                ? client
                : clients.stream().findFirst().orElse("default");
        String address =
                publicUrl.map(url -> url.toString().replaceAll("/+$", "")).orElseGet(() -> askedBy(request));
        PageWords words = language.words("setup", request);
        return SetupTemplates.setup(address, publicUrl.isEmpty(), clients, chosen, served, words)
                .render();
    }

    /**
     * The address by which the browser reached this page. Only the operator sees it, and no other page can choose it, since a
     * link cannot set this header.
     */
    private static String askedBy(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return request.scheme() + "://"
                + (host != null && HOST.matcher(host).matches()
                        ? host
                        : "localhost:" + request.localAddress().port());
    }
}
