package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;

import java.util.List;
import java.util.Optional;

/** Makes a notification of a request, and decides nothing else. */
final class NotifyReader {
    private final BodyDecoder decoder = new BodyDecoder();
    private final List<JsonTranslator> translators;

    NotifyReader(List<JsonTranslator> translators) {
        this.translators = List.copyOf(translators);
    }

    /**
     * What the client wants to be told.
     *
     * @throws ProblemException 400, 415 or 422 with what is wrong
     */
    Translation read(NotifyRequest request, String client) {
        request.requirePlainEncoding();
        return switch (decoder.decode(request.type(), request.body())) {
            case NotifyBody.Text(String text) -> draft(textField(text), request, client);
            case NotifyBody.Form(ObjectNode fields) -> draft(fields, request, client);
            case NotifyBody.Json(ObjectNode object) ->
                claimed(object, client).orElseGet(() -> draft(object, request, client));
        };
    }

    private Optional<Translation> claimed(ObjectNode object, String client) {
        return translators.stream()
                .flatMap(translator -> translator.translate(object, client).stream())
                .findFirst();
    }

    private static Translation draft(ObjectNode fields, NotifyRequest request, String client) {
        return Translation.of(FieldReader.read(fields, request.headers(), client));
    }

    private static ObjectNode textField(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
