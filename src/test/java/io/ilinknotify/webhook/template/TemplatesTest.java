package io.ilinknotify.webhook.template;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplatesTest {
    private static final NotificationDraft BUILT_IN = new NotificationDraft(
            "ci",
            "build",
            "title",
            "built in",
            Priority.DEFAULT,
            List.of(),
            null,
            "key",
            "thread",
            null,
            Phase.NONE,
            false,
            List.of());

    private static final String PAYLOAD = """
            {"name":"shop","ok":false,"seconds":3725,"at":"2026-11-22T10:10:00Z","epoch":1795342200,
             "labels":{"env":"prod","zone":"b"},"team/on~call":"a","steps":[{"name":"build","ok":true},{"name":"测试","ok":false}],
             "time":"mine","long":"0123456789","evil":"x\\n\\nTitle: forged"}""";

    @TempDir
    Path dir;

    @Test
    void anEmptyDirectoryAndNoneAreToldApart(@TempDir Path empty) {
        Templates none = new Templates(
                Optional.empty(), Language.EN, Translators.ZONE, Translators.CLOCK, Translators.SEVERITIES);
        Templates without = new Templates(
                Optional.of(empty), Language.EN, Translators.ZONE, Translators.CLOCK, Translators.SEVERITIES);

        assertThat(none.inventory()).isEqualTo("notify.templates-dir is not set, so there are no own templates.");
        assertThat(without.inventory())
                .isEqualTo("notify.templates-dir is set, and had no *.txt in it when the agent started.");
    }

    @Test
    void headersAndTextAreRendered() throws IOException {
        write("build.txt", """
                Title: {name} {#if ok}passed{#else}failed{/if}
                Priority: {#if ok}low{#else}high{/if}
                Url: https://ci.example/{name}
                Thread: {name}
                Dedup-Key: {name}-{epoch}

                {#for step in steps}
                {step_count}. {step.name}: {step.ok ? 'ok' : 'failed'}
                {/for}
                took {seconds.duration}, at {at.time}, {at.ago} ago, {epoch.time}
                {labels.table} {long.cut(5)} {missing}{labels.none}{time}
                """);

        NotificationDraft draft = told(WebhookQuery.NONE);

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "build",
                        "shop failed",
                        """
                        1. build: ok
                        2. 测试: failed
                        took 1h 2m, at 18:10, 30m ago, 18:10
                        env=prod · zone=b 0123… mine""",
                        Priority.HIGH,
                        List.of(),
                        "https://ci.example/shop",
                        "shop-1795342200",
                        "shop",
                        null,
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @Test
    void theVariableOfALoopMayBeCalledAsAWordIs() throws IOException {
        write("build.txt", "{#for line in steps}{line.name} {/for}{#for time in steps}{time.name} {/for}");

        assertThat(told(WebhookQuery.NONE).text()).isEqualTo("build 测试 build 测试");
    }

    @Test
    void severalEmptyLinesAreOne() throws IOException {
        write("build.txt", "{name}\n\n \t\n\n{#for i in 9000}\n\n{/for}\n  end\nof it\n\n");

        assertThat(told(WebhookQuery.NONE).text()).isEqualTo("shop\n\n  end\nof it");
    }

    @Test
    void aPayloadCannotAddAHeader() throws IOException {
        write("build.txt", "Title: {evil}\n\n{evil}");

        NotificationDraft draft = told(WebhookQuery.NONE);

        assertThat(draft.title()).isEqualTo("x Title: forged");
        assertThat(draft.text()).isEqualTo("x\n\nTitle: forged");
    }

    @Test
    void withoutHeadersAllOfItIsTheText() throws IOException {
        write("build.txt", "{name}:\nnote: fine");

        NotificationDraft draft = told(WebhookQuery.NONE);

        assertThat(draft.text()).isEqualTo("shop:\nnote: fine");
        assertThat(draft.title()).isEqualTo("title");
    }

    @Test
    void aBrokenOneStopsTheStartWithFileLineAndReason() throws IOException {
        write("build.txt", "Title: x\n\nfine\n{#if ok}\nnever ends");
        write("good.txt", "{name}");
        write("header.txt", "Title: x\nno empty line");

        assertThatThrownBy(this::templates)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(dir.resolve("build.txt") + ", line 5: ")
                .hasMessageContaining("if")
                .hasMessageContaining(dir.resolve("header.txt") + ", line 2: after the header lines")
                .hasMessageNotContaining("good.txt");
    }

    @Test
    void oneThatFailsFallsBackAndTheRecordSaysSo() throws IOException {
        write("build.txt", "{#for i in epoch}0123456789{/for}");
        write("settings.txt", "{config:notify.access.operator-token}");
        write("bean.txt", "{inject:outbox} {cdi:outbox}");
        write("large.txt", "{#for i in 500}{#for j in 500}{long}{/for}{/for}");
        write("blank.txt", "Title:\n\n{nothing}");

        for (String name : List.of("build", "large", "settings", "bean", "blank", "missing")) {
            NotificationDraft draft = told(Translators.query("template", name));

            assertThat(draft.text()).as(name).isEqualTo("built in");
            assertThat(draft.tags()).as(name).containsExactly("template-failed");
        }
    }

    @Test
    void aFileWithWhenHasATemplateForEachEventAndAnyAddress() throws IOException {
        write("events.txt", """
                When: name=other, ok
                Title: not this

                never
                ---
                When: steps.1.name, team/on~call, name=sh*|x, !missing
                Title: {name}
                State: {#if ok}passed{#else}failed{/if}

                {labels.env ?: long}{none ?: long.line}
                ---
                When: name
                Title: nor this

                never
                """);

        NotificationDraft draft = told(WebhookQuery.NONE);

        assertThat(draft.title()).isEqualTo("shop");
        assertThat(draft.text()).isEqualTo("prod0123456789");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
        assertThat(draft.phase()).isEqualTo(Phase.FIRING);
    }

    @Test
    void aLineBetweenBlocksThatIsNoneStays() throws IOException {
        write("build.txt", "{name}\n---\n\nWhen: {at}");

        assertThat(told(WebhookQuery.NONE).text()).isEqualTo("shop\n---\n\nWhen: 2026-11-22T10:10:00Z");
    }

    @Test
    void dataIsPlainAndNothingElse() throws IOException {
        write("build.txt", "{name.getClass}{payload.class}{name.bytes}{labels.hashCode}|{payload.name}");

        assertThat(told(WebhookQuery.NONE).text()).isEqualTo("|shop");
    }

    @Test
    void withoutADirectoryEverythingIsBuiltIn() {
        assertThat(Translators.texts(Language.EN)
                        .instead(BUILT_IN, WebhookQuery.NONE, SenderBody.read("{}"), "", template -> BUILT_IN))
                .isEqualTo(BUILT_IN);
    }

    @Test
    void aDirectoryThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> new Templates(
                        Optional.of(dir.resolve("none")),
                        Language.EN,
                        Translators.ZONE,
                        Translators.CLOCK,
                        Translators.SEVERITIES))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("none cannot be read as a directory");
    }

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

    private NotificationDraft told(WebhookQuery query) {
        return templates()
                .instead(
                        BUILT_IN,
                        query,
                        SenderBody.read(PAYLOAD),
                        "",
                        template -> template.apply(PlainData.root(SenderBody.read(PAYLOAD)), BUILT_IN));
    }

    private Templates templates() {
        return new Templates(
                Optional.of(dir), Language.EN, Translators.ZONE, Translators.CLOCK, Translators.SEVERITIES);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(dir.resolve(name), text);
    }
}
