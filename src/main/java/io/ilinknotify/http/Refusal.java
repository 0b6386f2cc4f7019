package io.ilinknotify.http;

/** The ways in which a request is at fault, each with the words that say what would be right. */
public final class Refusal {
    /** The code of a request without text and title. */
    public static final String NOTHING_TO_SEND = "nothing-to-send";

    private Refusal() {}

    /** 400: neither a text nor a title. */
    public static ProblemException nothingToSend() {
        return refuse(400, NOTHING_TO_SEND, "Nothing to send", "Give at least a text or a title that is not blank.");
    }

    /** 400: the body is not what its type says. */
    public static ProblemException unreadable(String detail) {
        return refuse(400, "unreadable-body", "The body cannot be read", detail);
    }

    /** 415: a type, a charset or an encoding that is not read here. */
    public static ProblemException unsupported(String detail) {
        return refuse(415, "unsupported-type", "The body's type is not supported", detail);
    }

    /** 422: a field, header or parameter has a value that it cannot have. */
    public static ProblemException invalid(String field, String detail) {
        return new ProblemException(Problem.of(422, "invalid-field", "A field's value is out of range", detail)
                .with("field", field));
    }

    /** 503: there is no room for it, or it cannot be written. */
    public static ProblemException notStored(String detail) {
        return refuse(503, "not-stored", "Not stored", detail + " Please repeat the request later.");
    }

    private static ProblemException refuse(int status, String code, String title, String detail) {
        return new ProblemException(Problem.of(status, code, title, detail));
    }
}
