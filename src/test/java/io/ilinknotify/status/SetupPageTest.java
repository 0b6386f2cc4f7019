package io.ilinknotify.status;

import io.ilinknotify.TestAgent;
import io.ilinknotify.webhook.clients.ForeignClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.ilinknotify.TestAgent.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SetupPageTest {
    private static final Pattern RECIPE = Pattern.compile("(?s)<code data-copied-as=\"([^\"]+)\">(.*?)</code>");

    @SuppressWarnings("NullAway.Init") // given by the test's server
    @TestHTTPResource
    String address;

    @Test
    void everyAddressIsOneThatTakesNotifications() {
        List<String> addresses = recipes(page("")).values().stream()
                .flatMap(recipe -> Pattern.compile(Pattern.quote(base()) + "/([^\\s'\"]+)")
                        .matcher(recipe)
                        .results()
                        .map(found -> found.group()))
                .distinct()
                .toList();

        assertThat(addresses)
                .contains(base() + "/webhook/alertmanager", base() + "/webhook/grafana")
                .hasSizeGreaterThan(ForeignClient.values().length);
        assertThat(addresses)
                .allSatisfy(found -> assertThat(given().auth()
                                .preemptive()
                                .oauth2(TestAgent.SENDER)
                                .urlEncodingEnabled(false)
                                .contentType("application/json")
                                .body("{\"text\":\"x\"}")
                                .post(found.replace("$TOKEN", TestAgent.SENDER))
                                .statusCode())
                        .as(found)
                        .isNotIn(401, 403, 404, 405));
    }

    @Test
    void everyServiceHasItsAddresses() {
        List<String> shown = List.copyOf(recipes(page("")).values());

        assertThat(ForeignClient.values())
                .allSatisfy(client -> assertThat(shown)
                        .containsAll(client.examples().stream()
                                .map(path -> base() + path)
                                .toList()));
    }

    @Test
    void servicesThatSendTheirTokenInAHeaderSaySo() {
        assertThat(Pattern.compile("<dt>([^<]+?) <span class=\"hint\">")
                        .matcher(page(""))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("Apprise API", "ntfy");
    }

    @Test
    void noTokenIsShown() {
        assertThat(page("")).doesNotContain(TestAgent.SENDER).doesNotContain(TestAgent.OPERATOR);
    }

    @Test
    void theLinesOfCurlRunAsPasted() throws Exception {
        String recipe = recipes(page("?client=test")).getOrDefault("curl", "");

        assertThat(said(recipe.replace("<token of test>", TestAgent.SENDER))).contains("\"state\"", "\"href\"");
    }

    @Test
    void theTokenOfANewSenderIsExportedAndShown() throws Exception {
        String recipe = recipes(page("")).getOrDefault("添加发送方", "");

        List<String> said =
                said(recipe + "\nprintenv NOTIFY_ACCESS_TOKENS_NAS1").lines().toList();

        assertThat(said).hasSize(2).allMatch(said.getFirst()::equals);
        assertThat(said.getFirst()).hasSize(44);
    }

    @Test
    void theRecipesNameTheChosenClient() {
        assertThat(page("?client=test")).contains("&lt;token of test&gt;", "<option value=\"test\" selected>");
        assertThat(page("?client=%3Cb%3Enobody")).doesNotContain("nobody");
    }

    @Test
    void theAddressIsTheOneThatWasAskedUnlessThatIsNone() {
        assertThat(pageAt("notify.lan:8080")).contains("TOKEN", "http://notify.lan:8080/webhook/grafana");
        assertThat(pageAt("elsewhere.example;$(id)"))
                .doesNotContain("elsewhere")
                .contains("http://localhost:");
    }

    @Test
    void onlyTheOperatorSeesIt() {
        assertThat(given().accept("application/json").get("/setup").statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .preemptive()
                        .oauth2(TestAgent.SENDER)
                        .get("/setup")
                        .statusCode())
                .isEqualTo(403);
    }

    private String base() {
        return address.replaceAll("/+$", "");
    }

    private static String page(String query) {
        return operator().accept("text/html").get("/setup" + query).body().asString();
    }

    private static String pageAt(String host) {
        return operator().header("Host", host).get("/setup").body().asString();
    }

    private static String said(String script) throws Exception {
        Process shell = new ProcessBuilder("bash", "-ec", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(script + "\n" + said).isZero();
        return said;
    }

    /** What each button copies, by its name. */
    private static Map<String, String> recipes(String page) {
        return RECIPE.matcher(page)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> unescaped(found.group(2)), (one, other) -> one));
    }

    private static String unescaped(String html) {
        return Stream.of("&lt;=<", "&gt;=>", "&quot;=\"", "&#39;='", "&amp;=&")
                .map(pair -> pair.split("=", 2))
                .reduce(html, (text, pair) -> text.replace(pair[0], pair[1]), (a, b) -> b);
    }
}
