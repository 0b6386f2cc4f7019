package io.ilinknotify.access;

import io.quarkus.security.identity.SecurityIdentity;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Says who came in. There is one behind every kind of door. */
public class DoorTestResource {
    @Inject
    SecurityIdentity who;

    @GET
    public String get() {
        return name();
    }

    @POST
    public String post() {
        return name();
    }

    private String name() {
        return who.isAnonymous() ? "anonymous" : who.getPrincipal().getName();
    }

    @Path("/webhook/test-door")
    public static class Sender extends DoorTestResource {}

    @Path("/m/test-door")
    public static class Open extends DoorTestResource {}

    @Path("/notifications/test-door")
    public static class Reader extends DoorTestResource {}

    @Path("/test-door")
    public static class Operator extends DoorTestResource {}
}
