package io.ilinknotify.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/recipes.md, as a reader copies them. */
final class Recipes {
    private static final Path PAGE = Path.of("docs/recipes.md");

    private Recipes() {}

    /** The blocks of a kind under a heading, in their order. */
    static List<String> blocks(String heading, String kind) {
        String page;
        try {
            page = Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher section = Pattern.compile("(?ms)^#{2,3} " + Pattern.quote(heading) + "\\n(.*?)(?=^#{2,3} |\\z)")
                .matcher(page);
        if (!section.find()) {
            throw new AssertionError("no heading " + heading);
        }
        List<String> blocks = Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```")
                .matcher(section.group(1))
                .results()
                .map(block -> block.group(1))
                .toList();
        if (blocks.isEmpty()) {
            throw new AssertionError("no block of " + kind + " under " + heading);
        }
        return blocks;
    }
}
