package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Language;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class BuiltInTemplatesTest {
    @ParameterizedTest
    @EnumSource
    void everyLanguageHasItsTexts(Language language) {
        String end = "_" + language.name().toLowerCase(Locale.ROOT) + ".txt";

        assertThat(Path.of("src/main/resources/texts")).isDirectoryContaining(file -> file.endsWith("alerts" + end));
        assertThat(Translators.texts(language).alerts()).isNotNull();
    }

    /** They are loaded by name, which a native build cannot see. */
    @Test
    void theNativeExecutableHasThem() throws IOException {
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"), StandardCharsets.UTF_8)) {
            settings.load(file);
        }

        assertThat(settings.getProperty("quarkus.native.resources.includes").split(","))
                .contains("texts/*.txt");
    }
}
