package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code getconfig} gives a ticket, {@code sendtyping} shows with it that the bot types. Guarded by the lock. */
final class Typing {
    private Typing() {}

    static SimulatedAnswer handle(Endpoint endpoint, SimulatedUser person, ObjectNode body, Ids ids) {
        if (!body.path("ilink_user_id").asText().equals(person.userId)) {
            return Json.refusal(-3, "invalid argument");
        }
        if (endpoint == Endpoint.CONFIG) {
            String ticket = ids.hex(24);
            person.typingTicket = ticket;
            return Json.answer(Json.object().put("ret", 0).put("typing_ticket", ticket));
        }
        int status = body.path("status").asInt();
        String ticket = person.typingTicket;
        if (ticket == null || !ticket.equals(body.path("typing_ticket").asText()) || status < 1 || status > 2) {
            return Json.refusal(-3, "invalid argument");
        }
        person.typing = status == 1;
        return Json.answer(Json.object().put("ret", 0));
    }
}
