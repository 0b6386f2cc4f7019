package io.ilinknotify.status;

import io.smallrye.common.annotation.RunOnVirtualThread;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /}: how things stand, for people. */
@Path("/")
@RunOnVirtualThread
final class StatusPageResource {
    private final StatusBoard board;
    private final StatusPage page;

    StatusPageResource(StatusBoard board, StatusPage page) {
        this.board = board;
        this.page = page;
    }

    /** With {@code ?check=true} the server is asked whether it knows us, which costs no send. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page(@QueryParam("check") boolean check) {
        return page.html(board.look(check));
    }
}
