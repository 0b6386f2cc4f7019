package io.ilinknotify.render;

import io.ilinknotify.SlowTexts;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Merged notifications of one title: what sets them apart is told. */
class NamesTest {
    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db-0; db-1; db-2                                  | db-0…2
            nas1; nas2                                        | nas1, 2
            web-1 is down; web-2 is down; web-3 is down       | web-1…3 is down
            web-09; web-10; web-11; web-13                    | web-09, web-10, 11, 13
            host db-1 full; host db-2 full; host web-1 full   | host db-1, 2, web-1 full
            主机web-1宕机; 主机web-2宕机; 主机web-3宕机              | 主机web-1…3宕机
            kitchen; office; cellar                           | kitchen, office, cellar
            cpu 93 % on web-1; cpu 91 % on web-2              | cpu 93 % on web-1, 91 % on web-2
            web-1.example.org; web-2.example.org              | web-1, 2.example.org
            down; web-1 down                                  | down, web-1 down
            """)
    void saysWhatTheyShareOnce(String texts, String expected) {
        assertThat(names(texts.split("; ")).text()).isEqualTo(expected);
    }

    @Test
    void theLineOfALongTextThatDiffersMostTellsThemApart() {
        Names names = names(
                "1 alert\ninstance: web-1\nsince 09:12",
                "1 alert\ninstance: web-2\nsince 09:12",
                "1 alert\n\ninstance: web-3");

        assertThat(names.text()).isEqualTo("instance: web-1…3");
    }

    @Test
    void whatLooksTheSameOnceItIsCutIsNotNamed() {
        String begin = "node-of-the-payments-cluster-in-frankfurt-";

        Names names = names(begin + "alpha", begin + "beta", "db");

        assertThat(names.text()).isEqualTo("node-of-the-payments-cluster-in-frankfu…, db");
        assertThat(names.named()).containsExactly(3L);
    }

    @Test
    void whatHasNoRoomIsCountedAndTheNewestAreNamed() {
        for (int i = 1; i <= 40; i++) {
            scene.add(Priority.DEFAULT, Phase.FIRING, "HostDown", name(i), "09:12");
        }

        String text = scene.compose(Language.EN).text();

        assertThat(text).startsWith("• HostDown ×40: host ").endsWith(", … (09:12)");
        assertThat(Text.length(text)).isLessThan(240);
        assertThat(scene.told()).startsWith(Coverage.COUNTED).endsWith(Coverage.LINE, Coverage.LINE);
        for (Item item : scene.items) {
            boolean shown = text.contains(item.text().substring(5));
            assertThat(scene.told().get((int) item.seq() - 1)).isEqualTo(shown ? Coverage.LINE : Coverage.COUNTED);
        }
    }

    private static String name(int i) {
        return "host " + (char) ('a' + i % 26) + "qzxqzx" + (char) ('a' + i / 26);
    }

    @Property(tries = 500, seed = "20261130")
    void whoIsCalledNamedStandsInALineThatIsShort(@ForAll List<@StringLength(max = 60) String> texts) {
        Names names = names(texts.toArray(String[]::new));

        assertThat(Text.length(names.text())).isLessThanOrEqualTo(200);
        assertThat(names.text().isEmpty()).isEqualTo(names.named().isEmpty());
        assertThat(names.text()).doesNotContain("\n");
    }

    @Test
    void areFoundInATimeThatGrowsWithTheTexts() {
        SlowTexts.areFastWith(text -> names(text, text + "1", "2" + text));
    }

    private Names names(String... texts) {
        scene.items.clear();
        for (String text : texts) {
            scene.add(Priority.HIGH, Phase.FIRING, "Title", text, "09:12");
        }
        return scene.items.isEmpty() ? Names.NONE : Names.of(new Group(scene.items));
    }
}
