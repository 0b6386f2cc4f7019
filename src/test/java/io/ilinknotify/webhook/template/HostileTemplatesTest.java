package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.alerts.Translators;
import io.quarkus.qute.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Templates that would never end or fill the memory: the built-in text takes their place, and soon. */
@Timeout(20)
class HostileTemplatesTest {
    private static final NotificationDraft BUILT_IN = new NotificationDraft(
            "ci",
            "build",
            "title",
            "built in",
            Priority.DEFAULT,
            List.of(),
            null,
            null,
            null,
            null,
            Phase.NONE,
            false,
            List.of());
    private static final JsonNode PAYLOAD = SenderBody.read("{\"text\":\"%s\",\"number\":1000000000,\"list\":[%s]}"
            .formatted("x".repeat(90_000), "0,".repeat(199) + "0"));

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#for i in 1000000000}x{/for}",
                "{#for i in 1000000000}{/for}",
                "{#each 1000000000}{/each}",
                "{#for i in 9000000000000000000L}{/for}",
                "{#let n=2000000000}{#for i in n}{/for}{/let}",
                "{#for i in 1000}{#for j in 1000}{#for k in 1000}{/for}{/for}{/for}",
                "{#for i in 300}{#for j in 300}{i}{#if i == j}same{/if}{/for}{/for}",
                "{#for i in list}{#for j in list}{#for k in list}{#if text == k}x{/if}{/for}{/for}{/for}",
                "{#for i in list}{text}{/for}",
                "{text}{text}",
                "Title: {#for i in 1000000000}x{/for}\n\nfine",
            })
    void theBuiltInTextTakesItsPlace(String template) throws IOException {
        NotificationDraft draft = told(template);

        assertThat(draft.text()).isEqualTo("built in");
        assertThat(draft.title()).isEqualTo("title");
        assertThat(draft.tags()).containsExactly("template-failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{#for i in -5}x{/for}fine", "{#for i in number}x{/for}fine"})
    void whatCannotBeCountedUpToIsNoLoop(String template) throws IOException {
        NotificationDraft draft = told(template);

        assertThat(draft.text()).isIn("fine", "built in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#for i in text}x{/for}fine",
                "{#for i in text.few}x{/for}fine",
                "{#for i in nothing.few}x{/for}fine"
            })
    void whatIsNoListHasNoItems(String template) throws IOException {
        assertThat(told(template).text()).isEqualTo("fine");
    }

    @Test
    void aLongTextWithinTheLimitsIsTold() throws IOException {
        NotificationDraft draft = told("{text}{#for i in 1000}{i},{/for}");

        assertThat(draft.tags()).isEmpty();
        assertThat(draft.text()).hasSizeGreaterThan(93_000).endsWith("999,1000,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#include build /}",
                "{#fragment id=again}{#include $again /}{/fragment}",
                "{#eval text /}",
                "{#insert /}"
            })
    void noTemplateTakesInAnotherOrItself(String template) throws IOException {
        Files.writeString(dir.resolve("build.txt"), "fine\n" + template);

        assertThatThrownBy(this::templates)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(dir.resolve("build.txt") + ", line 2: no section helper found for");
    }

    @Test
    void sectionsWithoutABottomAreRefusedOrFail() throws IOException {
        String template = "{#if true}".repeat(20_000) + "x" + "{/if}".repeat(20_000);

        try {
            assertThat(told(template).tags()).containsExactly("template-failed");
        } catch (StartupProblem e) {
            assertThat(e).hasMessageContaining("line 1: its sections are nested too deeply");
        }
    }

    @Test
    void aSlowOneIsStoppedByTheClock() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Engine engine = TemplateEngine.create(new TextWords(Language.EN, Translators.ZONE, Translators.CLOCK));
        Duration slow = RenderLimits.LONGEST_TIME.dividedBy(50);
        TemplateFile template = TemplateFile.parse(
                        new TemplateFile.Parser(engine, Translators.SEVERITIES, () -> nanos.getAndAdd(slow.toNanos())),
                        "slow",
                        "{#for i in 100}{i}{/for}")
                .getFirst();

        assertThatThrownBy(() -> template.apply(PlainData.root(PAYLOAD), BUILT_IN))
                .hasMessage("it takes longer than 2 s");
    }

    private NotificationDraft told(String template) throws IOException {
        Files.writeString(dir.resolve("build.txt"), template);
        return templates()
                .instead(
                        BUILT_IN,
                        WebhookQuery.NONE,
                        PAYLOAD,
                        "",
                        file -> file.apply(PlainData.root(PAYLOAD), BUILT_IN));
    }

    private Templates templates() {
        return new Templates(
                Optional.of(dir), Language.EN, Translators.ZONE, Translators.CLOCK, Translators.SEVERITIES);
    }
}
