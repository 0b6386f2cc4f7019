package io.ilinknotify.intake;

import io.quarkus.runtime.util.HashUtil;

import java.nio.charset.StandardCharsets;

/** Makes a short name of something long. */
public final class Digest {
    private Digest() {}

    /** SHA-256 over the parts, each with its length in front, in hex. */
    public static String of(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(part.getBytes(StandardCharsets.UTF_8).length).append(':').append(part);
        }
        return HashUtil.sha256(all.toString());
    }
}
