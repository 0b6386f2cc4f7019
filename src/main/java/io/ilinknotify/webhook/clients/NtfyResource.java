package io.ilinknotify.webhook.clients;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code POST|PUT /ntfy/<topic>} with a text, {@code POST|PUT /ntfy} with JSON; the topic means nothing here. */
@Path("/ntfy")
@RunOnVirtualThread
public class NtfyResource {
    private final NtfyDesk desk;

    NtfyResource(NtfyDesk desk) {
        this.desk = desk;
    }

    @POST
    @Path("/{topic}")
    public Response post(byte @Nullable [] body, @PathParam("topic") String topic, @Context HttpServerRequest request) {
        return desk.text(body, topic, request);
    }

    @PUT
    @Path("/{topic}")
    public Response put(byte @Nullable [] body, @PathParam("topic") String topic, @Context HttpServerRequest request) {
        return desk.text(body, topic, request);
    }

    @POST
    public Response postJson(byte @Nullable [] body, @Context HttpServerRequest request) {
        return desk.json(body, request);
    }

    @PUT
    public Response putJson(byte @Nullable [] body, @Context HttpServerRequest request) {
        return desk.json(body, request);
    }
}
