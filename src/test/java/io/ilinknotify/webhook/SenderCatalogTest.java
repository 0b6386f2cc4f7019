package io.ilinknotify.webhook;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The catalog of known senders by examples: {@code src/test/resources/sender-examples/<name>.txt} has payloads in the sender's shape
 * with the whole text in both languages, and its priority and phase.
 */
class SenderCatalogTest {
    private static final Path CATALOG = Path.of("src/main/resources/senders");
    private static final Path EXAMPLES = Path.of("src/test/resources/sender-examples");
    private static final Path PAGE = Path.of("docs/senders.md");

    /**
     * One payload and what comes to the phone.
     *
     * @param how priority and phase
     */
    private record Example(String payload, String how, String english, String chinese) {
        static List<Example> of(String sender) throws IOException {
            List<Example> examples = new ArrayList<>();
            for (String part :
                    Files.readString(EXAMPLES.resolve(sender + ".txt")).split("(?m)^=====\n")) {
                String[] parts = part.split("(?m)^--- (?=en|zh)", 3);
                String[] english = parts[1].split("\n", 2);
                examples.add(new Example(
                        parts[0],
                        english[0].substring("en ".length()),
                        english[1].strip(),
                        parts[2].substring("zh\n".length()).strip()));
            }
            return examples;
        }
    }

    @TestFactory
    Stream<DynamicTest> everySenderIsToldAsItsExamplesSay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String sender : names()) {
            for (Example example : Example.of(sender)) {
                tests.add(DynamicTest.dynamicTest(
                        sender + " " + example.english().lines().findFirst().orElse(""), () -> {
                            NotificationDraft english = translate(Language.EN, example.payload());

                            assertThat(told(english)).isEqualTo(example.english());
                            assertThat(told(translate(Language.ZH, example.payload())))
                                    .isEqualTo(example.chinese());
                            assertThat(english.priority().code() + " "
                                            + english.phase().code())
                                    .isEqualTo(example.how());
                        }));
            }
        }
        return tests.stream();
    }

    @Test
    void theListOfNamesIsThatOfTheFiles() throws IOException {
        try (Stream<Path> files = Files.list(CATALOG)) {
            assertThat(names())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".txt"))
                                    .map(name -> name.substring(0, name.length() - ".txt".length()))
                                    .toList());
        }
    }

    /** A template without {@code When:} would take everything. */
    @Test
    void nothingIsRecognizedThatSaysNothing() {
        for (String payload :
                List.of("{}", "[]", "[{}]", "{\"title\":\"t\",\"message\":\"m\",\"url\":\"https://a.example\"}")) {
            assertThat(Translators.texts(Language.EN).sender(SenderBody.read(payload)))
                    .as(payload)
                    .isEmpty();
        }
    }

    /** Writes the page when the property {@code senders.write} is set. */
    @Test
    void thePageOfSendersShowsThem() throws IOException {
        Map<String, String> sections = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names()) {
            List<String> comment = Files.readAllLines(CATALOG.resolve(name + ".txt")).stream()
                    .takeWhile(line -> line.startsWith("# "))
                    .map(line -> line.substring(2))
                    .toList();
            Example first = Example.of(name).getFirst();
            sections.put(
                    comment.getFirst(),
                    "## %s\n%s\n\n```text\n%s\n```\n"
                            .formatted(
                                    comment.getFirst(),
                                    comment.stream().skip(1).collect(Collectors.joining("\n")),
                                    first.english()));
        }
        String page = """
                # Known senders
                Their payloads are recognized by their shape, whatever the address: `https://notify.example.com/webhook/any-name`, with
                the token as `Authorization: Bearer TOKEN`, as the password of Basic, or as `?token=TOKEN` where a sender can set nothing
                else. Alertmanager and Grafana are told [in a way of their own](recipes.md#alertmanager); whatever is not on this
                page is told by rules: what it is about, how it stands, how urgent it is, where to read on, and a few facts.

                Under each: where to put the address, and what comes to the phone (`notify.language=en`). A file of the same name in
                `notify.templates-dir` goes first; [the files](../src/main/resources/senders) are [templates](recipes.md#templates) to copy.

                """ + String.join("\n", sections.values());
        if (System.getProperty("senders.write") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).content().isEqualTo(page);
    }

    private static List<String> names() throws IOException {
        return Files.readAllLines(CATALOG.resolve("names"));
    }

    private static NotificationDraft translate(Language language, String payload) {
        return new GenericTranslator(Translators.texts(language), Translators.SEVERITIES, language)
                .translate(SenderBody.read(payload), "ci", "hook", WebhookQuery.NONE);
    }

    private static String told(NotificationDraft draft) {
        return Stream.of(draft.title(), draft.text(), draft.url())
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
