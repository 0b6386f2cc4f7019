package io.ilinknotify.it;

import io.ilinknotify.browser.Browser;
import io.ilinknotify.browser.Look;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The picture of each README: phone and status page side by side, the real ones. It is left in {@code target/screens}, from
 * where it is copied to {@code docs}.
 */
@EnabledIf("io.ilinknotify.browser.Browser#available")
class ReadmePicture {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SCREENS = Path.of("target/screens").toAbsolutePath();
    private static final int MOST_BYTES = 200 * 1024;

    private static final String SIDE_BY_SIDE = """
            <!doctype html><meta charset="utf-8"><style>
            body { margin: 0; height: 860px; display: flex; gap: 32px; align-items: center; justify-content: center;
              background: linear-gradient(135deg, #e4f3ec, #dfe8f2); }
            img { height: 800px; }
            .page { border-radius: 14px; box-shadow: 0 10px 40px #0003; }
            </style><img src="phone-%1$s.png"><img class="page" src="page-%1$s.png">
            """;

    @RegisterExtension
    final Installation installation =
            new Installation().set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s").set("NOTIFY_DELIVERY_GAPS_HIGH", "0s");

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void isMadeOfTheRealPages(String language) throws IOException {
        boolean chinese = language.equals("zh");
        RunningAgent agent = installation.set("NOTIFY_LANGUAGE", language).start();
        agent.signIn(installation.simulator);
        if (chinese) {
            send(agent, "每日备份", "412 GB，用时 38 分钟", "default", "backup");
            send(agent, "商城 4.2 已上线", "main 分支 #812，全部测试通过", "default", "shop");
            send(agent, "web-1：磁盘 / 已用 91%", "/var/log 从周一起多了 18 GB。", "high", "disk");
        } else {
            send(agent, "Nightly backup", "412 GB in 38 min", "default", "backup");
            send(agent, "shop 4.2 is live", "main #812, all tests passed", "default", "shop");
            send(agent, "web-1: disk / is 91 % full", "/var/log has grown by 18 GB since Monday.", "high", "disk");
        }
        installation.simulator.phone().write(chinese ? "收到" : "On it");

        try (Browser browser = Browser.open()) {
            browser.language(language);
            browser.look(Look.WIDE);
            browser.window(1280, 960, 2);
            browser.go(installation.simulator.phoneUrl());
            await().atMost(PATIENCE).until(() -> browser.shows(".message.bot"));
            browser.screenshot(".device", SCREENS.resolve("phone-" + language + ".png"));
            browser.window(720, 860, 2);
            browser.go(installation.url("/"));
            browser.type("input[name=token]", installation.operatorToken);
            browser.click("main button");
            await().atMost(PATIENCE).until(() -> browser.shows("#live"));
            browser.screenshot(SCREENS.resolve("page-" + language + ".png"));

            Path both = Files.writeString(
                    SCREENS.resolve("readme-" + language + ".html"), SIDE_BY_SIDE.formatted(language));
            browser.window(1220, 860, 2);
            browser.go(both.toUri().toString());
            Path picture = SCREENS.resolve("readme-" + language + ".webp");
            browser.picture(picture);
            assertThat(Files.size(picture)).isBetween(MOST_BYTES / 10L, (long) MOST_BYTES);
        }
    }

    private static void send(RunningAgent agent, String title, String text, String priority, String tag) {
        String body = """
                {"title": "%s", "text": "%s", "priority": "%s", "tags": ["%s"]}""".formatted(title, text, priority, tag);
        assertThat(agent.calls
                        .answer(agent.calls
                                .asSender("/notify?wait=30s")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(200);
    }
}
