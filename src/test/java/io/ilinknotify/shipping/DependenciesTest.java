package io.ilinknotify.shipping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing comes into the product unseen, and nothing that is known to be faulty stays. No network is asked. */
class DependenciesTest {
    private static final Path LISTED = Path.of("docs/dependencies.txt");
    /** {@code group:artifact:jar[:classifier]:version:scope}, as Maven lists them. */
    private static final Pattern LINE = Pattern.compile("\\s+(\\S+?):jar:(\\S+):(?:compile|runtime)\\b.*");

    @Test
    void everyPartOfTheProductIsListedWithItsVersion() throws IOException {
        List<String> used = used();

        assertThat(Files.readAllLines(LISTED))
                .as("%s; after a look at what changed, let it be:%n%s", LISTED, String.join("\n", used))
                .containsExactlyElementsOf(used);
    }

    /** A version known to be without the fault; a new fault is a new line here. */
    @ParameterizedTest
    @CsvSource({
        // A quoted chunk extension with a line break hid a second request: CVE-2026-33870.
        "io.netty:netty-codec-http, 4.1.133"
    })
    void noPartHasAKnownFault(String part, String firstWithout) throws IOException {
        String version = used().stream()
                .filter(line -> line.startsWith(part + " "))
                .findFirst()
                .orElseThrow()
                .substring(part.length() + 1);

        assertThat(Version.parse(version.replace(".Final", ""))).isGreaterThanOrEqualTo(Version.parse(firstWithout));
    }

    private static List<String> used() throws IOException {
        return Files.readAllLines(Path.of("target/dependencies.txt")).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1) + " " + match.group(2))
                .filter(part -> !part.contains(":native-")) // another one on each kind of machine
                .sorted()
                .toList();
    }
}
