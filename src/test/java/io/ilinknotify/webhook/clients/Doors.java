package io.ilinknotify.webhook.clients;

import java.util.Arrays;
import java.util.List;

/** The table of clients made for other services, as those see it that knock at every door. */
public final class Doors {
    private Doors() {}

    /**
     * One way in.
     *
     * @param client its name
     * @param form the path; names in braces stand for what a client puts there
     * @param tokenName the name of its token in the query and in the body; empty where it is a header only
     */
    public record Door(String client, String method, String form, String tokenName) {
        /** The path with the token in its place, if it has one there. */
        public String path(String token) {
            return form.replace("{token}", token).replaceAll("\\{\\w*}", "ops");
        }

        public boolean hasTokenInPath() {
            return form.contains("{token}");
        }
    }

    /** All of them. */
    public static List<Door> all() {
        return Arrays.stream(ForeignClient.values())
                .flatMap(client -> client.addresses.stream()
                        .flatMap(address -> address.methods().stream()
                                .sorted()
                                .map(method -> new Door(client.source(), method, address.form(), client.tokenName))))
                .toList();
    }
}
