package io.ilinknotify.http;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.notification.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A word that is missing in one language, or in both, would break a page. */
class PageWordsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern USED = Pattern.compile("words\\.(\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"access", "login", "page", "setup", "status"})
    void bothLanguagesSayWhatThePageSaysAndNothingElse(String page) throws IOException {
        Properties english = texts(page, "en");
        Set<String> shared = texts("page", "en").stringPropertyNames();

        assertThat(texts(page, "zh").stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames().stream().map(name -> name.replaceFirst("_.*", "")))
                .containsAll(used(page).stream()
                        .filter(name -> page.equals("page") || !shared.contains(name))
                        .toList())
                .allMatch(name -> used(page).contains(name) || name.equals("qrLabel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "login", "page", "setup", "status"})
    void bothLanguagesTakeTheSameValues(String page) throws IOException {
        Properties english = texts(page, "en");
        Properties chinese = texts(page, "zh");

        assertThat(english.stringPropertyNames()).allSatisfy(name -> {
            assertThat(chinese.getProperty(name)).isNotBlank();
            assertThat(english.getProperty(name)).isNotBlank();
            assertThat(places(chinese.getProperty(name))).isEqualTo(places(english.getProperty(name)));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "login, head, io.ilinknotify.account.LoginStep",
        "login, failure, io.ilinknotify.account.SignInStage$FailedBecause",
        "status, answer, io.ilinknotify.account.Reachability",
        "status, todo, io.ilinknotify.account.Reachability",
        "status, account, io.ilinknotify.status.Reach$AccountState",
        "status, done, io.ilinknotify.status.StatusResource$Done",
        "status, state, io.ilinknotify.notification.State",
        "status, stateHint, io.ilinknotify.notification.State",
        "status, reason, io.ilinknotify.notification.Reason",
        "status, told, io.ilinknotify.notification.Coverage",
        "status, priority, io.ilinknotify.notification.Priority",
        "status, fate, io.ilinknotify.status.DayChart$Fate"
    })
    void everyConstantHasItsText(String page, String name, Class<?> constants) throws IOException {
        assertThat(ofConstants(page, name)).isEqualTo(names(constants));
    }

    @Test
    void everyDayHasItsText() throws IOException {
        assertThat(ofConstants("status", "day")).isEqualTo(names(DayOfWeek.class));
    }

    @Test
    void putsValuesIntoTexts() {
        PageWords words = new PageWords("status", Language.EN);

        assertThat(PageWords.word(words, "lang")).isEqualTo("en");
        assertThat(PageWords.word(words, "files", 3L)).isEqualTo("files that wait: 3");
        assertThat(PageWords.word(words, "ofBudget", 3, 10)).isEqualTo("3 of 10");
        assertThat(PageWords.word(words, "answer", Reachability.FINE, "3 of 10", "09:58"))
                .isEqualTo("Yes: 3 of 10 sends, until 09:58");
        assertThat(PageWords.word(words, "day", DayOfWeek.MONDAY)).isEqualTo("Mon");
    }

    private static Set<String> ofConstants(String page, String name) throws IOException {
        return texts(page, "en").stringPropertyNames().stream()
                .filter(text -> text.startsWith(name + "_"))
                .map(text -> text.substring(name.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Class<?> constants) {
        return Arrays.stream(constants.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String text) {
        return Pattern.compile("%(\\d\\$)?s")
                .matcher(text)
                .results()
                .map(place -> place.group())
                .collect(Collectors.toSet());
    }

    private static Set<String> used(String page) {
        try (Stream<Path> templates = Files.list(RESOURCES.resolve("templates/" + page))) {
            Set<String> used = new TreeSet<>();
            for (Path template : templates.toList()) {
                USED.matcher(Files.readString(template)).results().forEach(use -> used.add(use.group(1)));
            }
            return used;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Properties texts(String page, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(RESOURCES.resolve("words/" + page + "_" + language + ".properties"))) {
            texts.load(in);
        }
        return texts;
    }
}
