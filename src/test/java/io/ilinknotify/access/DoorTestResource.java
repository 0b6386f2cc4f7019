package io.ilinknotify.access;

import io.quarkus.security.identity.SecurityIdentity;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Says who came in, behind every kind of door. */
@Path("/")
public class DoorTestResource {
    private final SecurityIdentity who;

    DoorTestResource(SecurityIdentity who) {
        this.who = who;
    }

    @POST
    @Path("webhook/test-door")
    public String sender() {
        return name();
    }

    @GET
    @Path("m/test-door")
    public String open() {
        return name();
    }

    @GET
    @Path("notifications/test-door")
    public String reader() {
        return name();
    }

    @POST
    @Path("notifications/test-door")
    public String readersChange() {
        return name();
    }

    @GET
    @Path("test-door")
    public String operator() {
        return name();
    }

    @POST
    @Path("test-door")
    public String operatorsChange() {
        return name();
    }

    private String name() {
        return who.isAnonymous() ? "anonymous" : who.getPrincipal().getName();
    }
}
