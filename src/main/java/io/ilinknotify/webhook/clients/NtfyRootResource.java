package io.ilinknotify.webhook.clients;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code POST|PUT /} with ntfy's JSON: some clients know a host and no path. */
@Path("/")
@RunOnVirtualThread
public class NtfyRootResource {
    private final NtfyDesk desk;

    NtfyRootResource(NtfyDesk desk) {
        this.desk = desk;
    }

    @POST
    public Response post(byte @Nullable [] body, @Context HttpServerRequest request) {
        return desk.json(body, request);
    }

    @PUT
    public Response put(byte @Nullable [] body, @Context HttpServerRequest request) {
        return desk.json(body, request);
    }
}
