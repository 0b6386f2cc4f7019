package io.ilinknotify.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One kind of error with what is to be said of it, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param code a short name that scripts can compare, such as {@code not-sent}; {@code type} is made of it
 * @param title the same for every error of this kind
 * @param detail what is wrong with this very request, and what would be right
 * @param extra further members, such as the record of a notification
 */
public record Problem(int status, String code, String title, String detail, Map<String, Object> extra) {
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
}
