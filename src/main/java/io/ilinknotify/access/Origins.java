package io.ilinknotify.access;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which page a browser's request comes from. */
final class Origins {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|[a-z0-9.-]+\\.localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");
    private static final Pattern HOST_AND_PORT = Pattern.compile("\\[([^]]*)](:\\d*)?|([^:]*)(:\\d*)?");

    private Origins() {}

    /** Recognizes a host, with or without a port, that means this very machine. */
    static boolean isLoopback(String host) {
        Matcher m = HOST_AND_PORT.matcher(host);
        String name = host;
        if (m.matches()) {
            name = m.group(1) != null ? m.group(1) : m.group(3);
        }
        return LOOPBACK.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * Judges whether a request that changes something comes from a page of ours. Browsers say so in {@code Sec-Fetch-Site}
     * (https and localhost) or by {@code Origin}; what says neither is no browser of this decade.
     *
     * @param publicUrl how people reach us when a proxy shows another {@code Host} to us
     */
    static Verdict of(
            @Nullable String fetchSite, @Nullable String origin, @Nullable String host, Optional<URI> publicUrl) {
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none") ? Verdict.OURS : Verdict.FOREIGN;
        }
        if (origin == null) {
            return Verdict.UNKNOWN;
        }
        boolean ours =
                authority(origin).filter(from -> from.equalsIgnoreCase(host)).isPresent()
                        || publicUrl.filter(url -> isOriginOf(origin, url)).isPresent();
        return ours ? Verdict.OURS : Verdict.FOREIGN;
    }

    private static boolean isOriginOf(String origin, URI url) {
        return origin.equalsIgnoreCase(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getRawAuthority());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whose page it was. */
    enum Verdict {
        /** Ours. */
        OURS,
        /** Somebody else's. */
        FOREIGN,
        /** No browser says anything. */
        UNKNOWN
    }
}
