package io.ilinknotify.status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A word that is missing in one language would quietly show up in the other. */
class TranslationTest {
    @ParameterizedTest
    @CsvSource({"login, io.ilinknotify.account.LoginMessages", "status, io.ilinknotify.status.StatusMessages"})
    void everyWordOfAPageIsThereInBothLanguages(String page, String bundle) throws Exception {
        Set<String> constants = keys(page + "_en");
        Set<String> words = methods(bundle).stream()
                .filter(method -> constants.stream().noneMatch(constant -> constant.startsWith(method + "_")))
                .collect(Collectors.toCollection(TreeSet::new));
        words.addAll(constants);

        assertThat(keys(page + "_zh")).isEqualTo(words);
    }

    private static Set<String> methods(String bundle) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(bundle).getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> method.getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(String file) throws IOException {
        Properties words = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(TranslationTest.class.getResourceAsStream("/messages/" + file + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        assertThat(words.values()).noneMatch(word -> word.toString().isBlank());
        return Stream.of(words.stringPropertyNames().toArray(String[]::new))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
