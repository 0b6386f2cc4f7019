package io.ilinknotify.browser;

import java.util.List;
import java.util.stream.Stream;

/** How somebody looks at a page: {@code light} or {@code dark}, on a phone or on a desk. */
public record Look(String scheme, int width) {
    private static final int PHONE = 390;
    private static final int DESK = 1280;

    /** On a phone, by day. */
    public static final Look SMALL = new Look("light", PHONE);

    /** At a desk, by day. */
    public static final Look WIDE = new Look("light", DESK);

    /** Every one that the pages are made for. */
    public static List<Look> all() {
        return Stream.of("light", "dark")
                .flatMap(scheme -> Stream.of(new Look(scheme, PHONE), new Look(scheme, DESK)))
                .toList();
    }

    public boolean isDark() {
        return scheme.equals("dark");
    }

    int height() {
        return width == PHONE ? 844 : 800;
    }

    @Override
    public String toString() {
        return scheme + "-" + width;
    }
}
