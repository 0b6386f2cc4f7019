package io.ilinknotify.access;

import io.smallrye.config.Secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the values of {@link AccessConfig}; the lines never hold a token. */
public final class AccessRules {
    private AccessRules() {}

    /** One line for each setting that is wrong, with what would be right. Files are read later, at the start. */
    public static List<String> check(AccessConfig config) {
        List<String> wrong = new ArrayList<>();
        Optional<String> operator = config.operatorToken().map(Secret::get);
        if (operator.isPresent() && config.operatorTokenFile().isPresent()) {
            wrong.add("notify.access.operator-token: give either this or operator-token-file, not both");
        }
        operator.flatMap(NamedToken::weakness)
                .ifPresent(weakness -> wrong.add("notify.access.operator-token: " + weakness));
        TokenSet.build(operator.orElse(""), TokenSources.fromSettings(config), wrong::add);
        return wrong;
    }

    /** Sending without a token is for one machine only. */
    public static Optional<String> checkMode(AccessConfig.Mode mode, String httpHost) {
        return switch (mode) {
            case TOKEN -> Optional.empty();
            case NONE ->
                Origins.isLoopback(httpHost)
                        ? Optional.empty()
                        : Optional.of("notify.access.mode: none lets everybody send who reaches quarkus.http.host ("
                                + httpHost + "); set that to 127.0.0.1, or use tokens");
        };
    }
}
