package io.ilinknotify.webhook.clients;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Apprise's address, which lies below that of another resource; the key means nothing here. */
@Path("/notify/{key: [A-Za-z0-9_-]{1,128}}")
@RunOnVirtualThread
public class AppriseResource {
    private final ClientResource clients;

    AppriseResource(ClientResource clients) {
        this.clients = clients;
    }

    @POST
    public Response post(byte @Nullable [] body, @Context HttpServerRequest request) {
        return clients.answer(ForeignClient.APPRISE, body, request);
    }
}
