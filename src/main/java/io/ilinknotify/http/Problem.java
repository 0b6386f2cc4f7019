package io.ilinknotify.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One kind of error with what is to be said of it, as RFC 9457 has it.
 *
 * @param code a short name that scripts can compare, such as {@code not-sent}; {@code type} is made of it
 * @param title the same for every error of this kind
 * @param detail what is wrong with this very request, and what would be right
 * @param extra further members, such as the record of a notification
 */
public record Problem(int status, String code, String title, String detail, Map<String, Object> extra) {
    public static final String MEDIA_TYPE = "application/problem+json";
    /** The wait that a caller is asked for when nothing better is known. */
    public static final int RETRY_AFTER_SECONDS = 10;

    /** How programs and browsers are asked for a token. */
    public static final String BEARER = "Bearer realm=\"ilink-notify\"";

    public Problem {
        extra = Map.copyOf(extra);
    }

    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extra);
        more.put(member, value);
        return new Problem(status, code, title, detail, more);
    }

    /** The problem for a status that a framework, not our code, chose. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> unauthorized();
            case 403 -> of(403, "forbidden", "Not allowed", "This token may not do this.");
            case 404 -> of(404, "not-found", "Not found", "There is nothing at this address.");
            case 405 -> of(405, "method-not-allowed", "Method not allowed", "This address does not know this method.");
            case 413 -> of(413, "too-large", "Too large", "The body is larger than this address takes.");
            case 414 -> of(414, "uri-too-long", "Address too long", "The address of the request is too long.");
            case 415 -> of(415, "unsupported-media-type", "Unsupported type", "This address does not read this type.");
            case 503 -> of(503, "unavailable", "Not available now", "Please repeat the request later.");
            default ->
                status >= 500
                        ? internal(status, "")
                        : of(status, "bad-request", "Bad request", "The request cannot be read.");
        };
    }

    /** 401: no token, or a wrong one. */
    public static Problem unauthorized() {
        return of(
                401,
                "unauthorized",
                "A token is needed",
                "Send a valid token as \"Authorization: Bearer ...\", or as the password of Basic authentication.");
    }

    /** A fault of ours; {@code id} leads to the log line, and nothing else is told. */
    static Problem internal(int status, String id) {
        Problem problem = of(status, "internal-error", "Internal error", "Something went wrong in the agent.");
        return id.isEmpty() ? problem : problem.with("error_id", id);
    }

    /** Gives the members in the order of RFC 9457, then our own. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:ilink-notify:" + code);
        members.put("title", title);
        members.put("status", status);
        members.put("detail", detail);
        members.put("code", code);
        extra.forEach(members::putIfAbsent);
        return members;
    }

    /** The headers that belong to a status. Basic is for programs: a browser would show a dialogue of its own, not our form. */
    Map<String, String> headers(boolean fromBrowser) {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", fromBrowser ? BEARER : BEARER + ", Basic realm=\"ilink-notify\"");
            case 503 -> Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
            default -> Map.of();
        };
    }
}
