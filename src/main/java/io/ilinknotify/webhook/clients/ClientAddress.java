package io.ilinknotify.webhook.clients;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.http.HttpServerRequest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address of another service's.
 *
 * @param methods by which messages come in there
 * @param form its path, with names in braces; the parts without a name mean nothing here
 * @param start of every such path
 * @param path the same as a pattern
 * @param names of the groups of the pattern
 */
record ClientAddress(Set<String> methods, String form, String start, Pattern path, List<String> names) {
    /** The name of the parameter that carries the token, whatever it was in the original. */
    static final String TOKEN = "token";

    private static final Pattern NAME = Pattern.compile("\\{(\\w*)}");
    /** A page of parameters is no message. */
    private static final int MOST_PARAMETERS = 100;

    /** Reads methods and paths: {@code GET POST /send /send/{token}}. */
    static Stream<ClientAddress> of(String row) {
        List<String> words = List.of(row.split(" "));
        Set<String> methods =
                words.stream().filter(word -> !word.startsWith("/")).collect(Collectors.toUnmodifiableSet());
        return words.stream()
                .filter(word -> word.startsWith("/"))
                .map(form -> new ClientAddress(
                        methods,
                        form,
                        form.split("\\{")[0],
                        Pattern.compile("\\Q" + NAME.matcher(form).replaceAll("\\\\E([^/]+)\\\\Q") + "\\E"),
                        NAME.matcher(form)
                                .results()
                                .map(found -> found.group(1))
                                .toList()));
    }

    /** The path as a person writes it; {@code tokenName} is the token's name in the query, if it has one. */
    String example(String tokenName) {
        String example = form.replace("{token}", "$TOKEN").replace("{}", "0").replaceAll("[{}]", "");
        return example.contains("$") || tokenName.isEmpty() ? example : example + "?" + tokenName + "=$TOKEN";
    }

    boolean fits(String asked) {
        return asked.startsWith(start) && path.matcher(asked).matches();
    }

    /** The address of ours for a request that fits: with what its path says, its query, and one name for every token. */
    String target(ForeignClient client, HttpServerRequest request) {
        QueryStringEncoder target = new QueryStringEncoder("/clients/" + client.source());
        Matcher parts = path.matcher(request.path());
        for (int i = 0; parts.matches() && i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                String part = parts.group(i + 1).replace("+", "%2B");
                target.addParam(names.get(i), QueryStringDecoder.decodeComponent(part, StandardCharsets.UTF_8));
            }
        }
        String gotify = request.getHeader("X-Gotify-Key");
        if (gotify != null && client == ForeignClient.GOTIFY) {
            target.addParam(TOKEN, gotify.strip());
        }
        Map<String, List<String>> query =
                new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, MOST_PARAMETERS).parameters();
        query.forEach((name, values) -> {
            boolean token = name.equals(client.tokenName);
            if (token || !name.equals(TOKEN)) {
                target.addParam(token ? TOKEN : name, values.getFirst());
            }
        });
        return target.toString();
    }
}
