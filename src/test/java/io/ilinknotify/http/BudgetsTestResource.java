package io.ilinknotify.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Counts what arrives. */
@Path("/webhook/test-bodies")
@RunOnVirtualThread
public class BudgetsTestResource {
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Integer> count(byte @Nullable [] body) {
        return Map.of("bytes", body == null ? 0 : body.length);
    }
}
