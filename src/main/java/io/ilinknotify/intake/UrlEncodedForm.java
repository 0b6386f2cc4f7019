package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells a form from a sentence. {@code curl -d} calls everything a form, so that {@code disk full & more=stuff} comes with
 * the type of one.
 */
final class UrlEncodedForm {
    /** No sender of ours has so many; a body of a million ampersands is not worth a million fields. */
    private static final int MOST_PARTS = 100;

    private UrlEncodedForm() {}

    /**
     * The fields of a form, or empty when the body as it stands is the text. It is a form when every name in it is one of
     * ours; or when one for a text or a title is among them and the rest leaves no doubt: every part is
     * {@code name=value}, and nothing in it should have been encoded. Names that we do not know are then ignored, as in
     * JSON; in any other case they would take a piece of the text with them.
     */
    static Optional<ObjectNode> read(String body, Charset charset) {
        String form = body.strip();
        String[] parts = form.split("&", MOST_PARTS + 1);
        if (parts.length > MOST_PARTS) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>();
        boolean allKnown = true;
        boolean allPairs = true;
        FormFields fields = new FormFields();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (equals > 0 && FieldName.ALL.contains(name)) {
                known.add(name);
                fields.add(name, PercentEncoding.decode(part.substring(equals + 1), charset));
            } else if (!part.isEmpty()) {
                allKnown = false;
                allPairs &= equals > 0;
            }
        }
        boolean isForm = allKnown || (FieldName.hasContent(known) && allPairs && PercentEncoding.isEncoded(form));
        return isForm ? Optional.of(fields.toObject()) : Optional.empty();
    }
}
