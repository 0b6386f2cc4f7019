package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnabledIf("io.ilinknotify.browser.Browser#available")
class PhonePageTest {
    private final Simulator simulator = Simulator.start();
    private final SimulatedIlink ilink = simulator.ilink();
    private final Phone phone = simulator.phone();
    private final WireRequests requests = new WireRequests();

    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void signsInWithDigitsAndChats() {
        ilink.rules().digits = true;
        browser.go(simulator.phoneUrl());
        await().until(() -> browser.text("#fact-account").equals("无"));
        assertThat(browser.text("#empty")).startsWith("还没有机器人。").doesNotContain("No bot");
        String code = Client.json(ilink.handle(requests.qrcode(List.of())))
                .path("qrcode")
                .asText();
        await().until(() -> browser.text("#empty").equals("程序正显示二维码，请点上面的“扫一扫”。"));

        browser.click("#scan");
        await().until(() -> browser.shows("#digits"));
        assertThat(browser.text("#digits")).isEqualTo(phone.digits());
        assertThat(browser.shows("#confirm:disabled")).isTrue();
        screenshot("digits");
        ilink.handle(requests.status(code, phone.digits()));
        await().until(() -> browser.shows("#confirm:enabled"));
        browser.click("#confirm");
        await().until(() -> browser.text("#notice").startsWith("已连接。"));
        assertThat(Client.json(ilink.handle(requests.status(code)))
                        .path("status")
                        .asText())
                .isEqualTo("confirmed");
        browser.type("#text", "hello");
        browser.click("#send");

        await().until(() -> browser.texts(".message.me .bubble").equals(List.of("hello")));
        assertThat(phone.windowOpen()).isTrue();
        assertThat(browser.shows("#notice")).isFalse();
        assertThat(ilink.violations()).isEmpty();
    }

    @Test
    void showsMessagesLiveAsWeChatWouldDrawThem() {
        String token = ilink.signIn().botToken();
        String context = phone.write("hello");
        browser.go(simulator.phoneUrl());
        await().until(() -> browser.shows(".message.me"));

        send(
                token,
                context,
                "c1",
                "**2 firing** <b>not html</b>\n- `api-1` since 09:12\n- api-2 ~~gone~~\n\nhttps://a.invalid/x");
        await().atMost(Duration.ofSeconds(5)).until(() -> browser.shows(".message.bot"));

        assertThat(browser.text(".bot .bubble strong")).isEqualTo("2 firing");
        assertThat(browser.text(".bot .bubble p")).isEqualTo("2 firing <b>not html</b>");
        assertThat(browser.texts(".bot .bubble li")).containsExactly("api-1 since 09:12", "api-2 gone");
        assertThat(browser.text(".bot .bubble a")).isEqualTo("https://a.invalid/x");
        assertThat(browser.text("#fact-used")).isEqualTo("1 / 10");
        screenshot("chat");
    }

    @Test
    void showsPicturesVideosAndFiles() {
        ilink.rules().bursts = false;
        String token = ilink.signIn().botToken();
        String context = phone.write("hello");
        byte[] png = Base64.getDecoder()
                .decode("iVBORw0KGgoAAAANSUhEUgAAAHgAAABQCAAAAAD38O5VAAAA3UlEQVR42mNgYGJh4+Di4RMQEhGTkJKRU1BSUdPQ0t"
                        + "EzMDIxs7CysXNwcnHz8PLxCwgKCYuIiolLSEpJy8jKySsoKimrqKqpa2hqaevo6umbMGnKtBmz5sxbsGjJshWr1qzb"
                        + "sGnLth279uw7cOjIsROnzpy7cOnKtRu37tx78OjJsxev3rxjGLV41OJRi0ctHrV41OJRi0ctHrV41OJRi0ctHrV41O"
                        + "JRi0ctHrV41OJRi0ctHrV41OJRi0ctHrV41OJRi0ctHrV41OJRi0ctHrV41OJRi0ctHrUY2WIA/AxvgFS2LaQAAAAA"
                        + "SUVORK5CYII=");
        browser.go(simulator.phoneUrl());

        sendMedia(token, context, 1, 2, png, "");
        sendMedia(token, context, 2, 5, "\0\0\0\u0018ftypmp42".getBytes(StandardCharsets.UTF_8), "");
        sendMedia(token, context, 3, 4, new byte[1_234_567], "报告.pdf");
        await().until(() -> browser.texts(".bot .doc").size() == 1);

        await().until(() -> browser.shows(".bot.message img"));
        assertThat(browser.run("return document.querySelector('.bot img').naturalWidth")
                        .asInt())
                .isEqualTo(120);
        assertThat(browser.shows(".bot video[controls]")).isTrue();
        assertThat(browser.text(".bot .doc")).contains("报告.pdf").contains("1.2 MB");
        assertThat(ilink.violations()).isEmpty();
        screenshot("media");
    }

    @Test
    void speaksTheLanguageThatWasChosen() {
        browser.go(simulator.phoneUrl());
        assertThat(browser.text("#scan")).isEqualTo("扫一扫");

        browser.click("#language");
        await().until(() -> browser.text("#scan").equals("Scan"));

        await().until(() -> browser.text("#fact-account").equals("none"));
        assertThat(browser.text("body")).doesNotContainPattern("[\\u4e00-\\u9fff]{3,}");
        assertThat(browser.run("return document.documentElement.lang").asText()).isEqualTo("en");
    }

    @Test
    void ordersWhatGoesWrongNext() {
        ilink.signIn();
        browser.go(simulator.phoneUrl());
        await().until(() -> browser.text("#fact-account").equals("已登录"));

        browser.click("[data-next=prepare-failed]");
        await().until(() -> browser.text("#told").equals("下一次发送： −2 准备失败"));
        browser.click("#require-digits");
        await().until(() -> ilink.rules().digits);
        browser.click("#scan");

        await().until(() -> browser.text("#told").equals("no QR code was fetched yet"));
        assertThat(send(ilink.signIn().botToken(), "none", "c1", "x")).contains("prepare failed");
    }

    @Test
    void breaksTheLine() {
        String token = ilink.signIn().botToken();
        browser.go(simulator.phoneUrl());
        await().until(() -> browser.text("#fact-account").equals("已登录"));

        browser.click("[data-action=until-start]");
        browser.click("[data-rule=needsStart]");
        await().until(() -> ilink.rules().needsStart);

        assertThat(Client.json(ilink.handle(requests.updates(token, "")))
                        .path("errmsg")
                        .asText())
                .isEqualTo("session timeout");
        screenshot("line");
    }

    private void sendMedia(String token, String context, int mediaType, int itemType, byte[] file, String name) {
        String reference = MediaRequests.uploaded(ilink, requests, token, mediaType, file);
        ObjectNode item = MediaRequests.item(itemType, reference, file.length, name);
        ilink.handle(requests.send(
                token,
                phone.userId(),
                context,
                "c",
                "",
                body -> body.withArray("/msg/item_list").set(0, item)));
    }

    private String send(String token, String context, String clientId, String text) {
        return ((SimulatedAnswer.Body) ilink.handle(requests.send(token, phone.userId(), context, clientId, text)))
                .body();
    }

    /** Kept for the eye. */
    private void screenshot(String name) {
        browser.screenshot(Path.of("target", "screenshots", "phone-" + name + ".png"));
    }
}
