package io.ilinknotify.http;

import io.ilinknotify.store.StoreException;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Fails in every way. */
@Path("/assets/test-problems")
@PermitAll
public class ProblemTestResource {
    @GET
    @Path("told")
    public String told() {
        throw new ProblemException(
                Problem.of(409, "not-sent", "Not sent", "It waits.").with("record", Map.of("id", "01")));
    }

    @GET
    @Path("told-later")
    public CompletionStage<String> toldLater() {
        return CompletableFuture.supplyAsync(() -> {
            throw new ProblemException(Problem.of(409, "not-sent", "Not sent", "It waits."));
        });
    }

    @GET
    @Path("store")
    public String store() {
        throw new StoreException("disk full at /secret/place");
    }

    @GET
    @Path("fault")
    public String fault() {
        throw new IllegalStateException("a detail nobody should see");
    }

    @POST
    @Path("json")
    @Consumes("application/json")
    @Produces("application/json")
    public String json(String body) {
        return body;
    }
}
