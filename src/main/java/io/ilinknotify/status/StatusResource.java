package io.ilinknotify.status;

import io.smallrye.common.annotation.RunOnVirtualThread;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * How things stand: {@code GET /} for people, {@code GET /status} for scripts. With {@code ?check=true} the server is
 * asked whether it knows us, which costs no send.
 */
@Path("/")
@RunOnVirtualThread
final class StatusResource {
    private final StatusBoard board;
    private final StatusPage page;

    StatusResource(StatusBoard board, StatusPage page) {
        this.board = board;
        this.page = page;
    }

    /** For people. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public String page(@QueryParam("check") boolean check) {
        return page.html(board.look(check));
    }

    /** For scripts. */
    @GET
    @Path("status")
    @Produces(MediaType.APPLICATION_JSON)
    public StatusJson status(@QueryParam("check") boolean check) {
        return StatusJson.of(board.look(check));
    }
}
