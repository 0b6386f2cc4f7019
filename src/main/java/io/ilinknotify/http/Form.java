package io.ilinknotify.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The urlencoded form of one of our own pages. Read here and not by Quarkus REST, which answers 500 to an unknown
 * charset and to more than a thousand fields: UTF-8 whatever the request says, and nothing after the first few fields.
 */
public record Form(Map<String, List<String>> fields) {
    private static final int MOST_FIELDS = 20;

    /**
     * Reads the body of a request.
     *
     * @throws ProblemException 400 when a percent sign stands for nothing
     */
    public static Form of(byte @Nullable [] body) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        try {
            return new Form(new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS).parameters());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.ofStatus(400));
        }
    }

    /** The first value of a field; empty when there is none. */
    public String text(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }
}
