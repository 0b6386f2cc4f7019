package io.ilinknotify.http;

import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts what arrives, without holding a thread, as POST /notify does. */
@Path("/webhook/test-bodies")
public class BodiesTestResource {
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<Map<String, Integer>> count(byte @Nullable [] body) {
        return CompletableFuture.completedFuture(Map.of("bytes", body == null ? 0 : body.length));
    }
}
