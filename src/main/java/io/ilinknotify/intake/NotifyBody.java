package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a body turned out to be, whatever its encoding was. */
sealed interface NotifyBody {
    /** All of it is the text. */
    record Text(String text) implements NotifyBody {}

    /** The fields of a form: each a string, or a list of strings where a name came more than once. */
    record Form(ObjectNode fields) implements NotifyBody {}

    /** A JSON object: fields, or the payload of a monitoring system. */
    record Json(ObjectNode object) implements NotifyBody {}
}
