package io.ilinknotify.fallback;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The operator's webhook. A {@code Uni}, because a call that is cancelled closes its socket. */
@Path("")
@RegisterRestClient(configKey = "fallback")
interface WebhookApi {
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> post(@HeaderParam("Authorization") @Nullable String authorization, FallbackPost post);
}
