package io.ilinknotify.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One headless Chromium with one page. Elements are named by CSS selectors and looked up anew on each call, so a page
 * may change at any time; wait with Awaitility for what shall be there.
 */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    private Browser(Process driver, URI server) {
        this.driver = driver;
        ObjectNode wanted = JSON.createObjectNode();
        ObjectNode capabilities = wanted.putObject("capabilities").putObject("alwaysMatch");
        capabilities.putObject("goog:loggingPrefs").put("browser", "ALL");
        capabilities
                .putObject("goog:chromeOptions")
                .putArray("args")
                .add("--headless")
                .add("--no-sandbox")
                .add("--disable-dev-shm-usage")
                .add("--disable-gpu")
                .add("--hide-scrollbars")
                .add("--accept-lang=zh-CN")
                .add("--window-size=960,1080");
        String id = ask("POST", server.resolve("/session"), wanted)
                .path("sessionId")
                .asText();
        this.session = server.resolve("/session/" + id);
    }

    /** Whether this machine has a browser; where {@code CI} is set it must have one, so it is not asked. */
    public static boolean available() {
        return System.getenv("CI") != null
                || Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "chromedriver")));
    }

    /** Starts a browser with an empty page. */
    public static Browser open() throws IOException {
        Process driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader said = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return new Browser(driver, URI.create("http://127.0.0.1:" + port.group(1)));
            }
        }
        throw new IOException("chromedriver did not start");
    }

    /** Loads a page and waits until it is there. */
    public void go(String url) {
        ask("POST", within("url"), JSON.createObjectNode().put("url", url));
    }

    /** The visible text of everything that matches, in the page's order. */
    public List<String> texts(String css) {
        var texts = new ArrayList<String>();
        for (String element : elements(css)) {
            texts.add(get("element/" + element + "/text").asText());
        }
        return texts;
    }

    /** The visible text of the first that matches; empty when there is none. */
    public String text(String css) {
        return texts(css).stream().findFirst().orElse("");
    }

    /** Whether something matches and can be seen. */
    public boolean shows(String css) {
        return elements(css).stream()
                .anyMatch(element -> get("element/" + element + "/displayed").asBoolean());
    }

    /** Clicks on the first that matches. */
    public void click(String css) {
        ask("POST", within("element/" + first(css) + "/click"), JSON.createObjectNode());
    }

    /** Types into the first that matches. */
    public void type(String css, String text) {
        ask(
                "POST",
                within("element/" + first(css) + "/value"),
                JSON.createObjectNode().put("text", text));
    }

    /** Where the browser is now. */
    public String url() {
        return get("url").asText();
    }

    /** The page's source as it stands now. */
    public String source() {
        return get("source").asText();
    }

    /** What a script returns. */
    public JsonNode run(String script) {
        ObjectNode body = JSON.createObjectNode().put("script", script);
        body.putArray("args");
        return ask("POST", within("execute/sync"), body);
    }

    /** Asks for pages in this language from now on. */
    public void language(String language) {
        ObjectNode agent = JSON.createObjectNode().put("acceptLanguage", language);
        cdp(
                "Emulation.setUserAgentOverride",
                agent.put("userAgent", run("return navigator.userAgent").asText()));
    }

    /** Shows pages as somebody has them who prefers this colour scheme, in a window of this width. */
    public void look(Look look) {
        ObjectNode media = JSON.createObjectNode();
        ArrayNode features = media.putArray("features");
        features.addObject().put("name", "prefers-color-scheme").put("value", look.scheme());
        // Colours that are still on their way to others would be looked at.
        features.addObject().put("name", "prefers-reduced-motion").put("value", "reduce");
        cdp("Emulation.setEmulatedMedia", media);
        window(look.width(), look.height(), 1);
    }

    /** Makes the window so large, and each of its pixels a square of so many. */
    public void window(int width, int height, int scale) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", scale)
                        .put("mobile", false));
    }

    /** Runs no script of the pages that are loaded from now on. */
    public void switchScriptsOff() {
        cdp("Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", true));
    }

    /** What the browser has complained about since the last look: errors, and what the pages' policy forbids. */
    public List<String> complaints() {
        var complaints = new ArrayList<String>();
        ask("POST", within("se/log"), JSON.createObjectNode().put("type", "browser"))
                .forEach(entry -> complaints.add(entry.path("message").asText()));
        return complaints;
    }

    /** The page as far as the window shows it, as a PNG. */
    public void screenshot(Path file) {
        write(file, get("screenshot"));
    }

    /** The first that matches, as a PNG. */
    public void screenshot(String css, Path file) {
        write(file, get("element/" + first(css) + "/screenshot"));
    }

    /** The page as far as the window shows it, as a WebP that is small. */
    public void picture(Path file) {
        ObjectNode small = JSON.createObjectNode().put("format", "webp").put("quality", 80);
        write(file, cdp("Page.captureScreenshot", small).path("data"));
    }

    /** All of the page, as a PNG. */
    public void screenshotOfAll(Path file) {
        ObjectNode all = JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true);
        all.set(
                "clip",
                run("const page = document.documentElement;"
                        + "return {x: 0, y: 0, width: page.clientWidth, height: page.scrollHeight, scale: 1}"));
        write(file, cdp("Page.captureScreenshot", all).path("data"));
    }

    /** A command of the Chrome DevTools Protocol. */
    public JsonNode cdp(String command, ObjectNode parameters) {
        ObjectNode body = JSON.createObjectNode().put("cmd", command);
        body.set("params", parameters);
        return ask("POST", within("goog/cdp/execute"), body);
    }

    private static void write(Path file, JsonNode picture) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(picture.asText()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        try {
            ask("DELETE", session, JSON.createObjectNode());
        } finally {
            driver.destroy();
            http.shutdownNow();
        }
    }

    private String first(String css) {
        return elements(css).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing on the page matches " + css));
    }

    private List<String> elements(String css) {
        ObjectNode by = JSON.createObjectNode().put("using", "css selector").put("value", css);
        var found = new ArrayList<String>();
        ask("POST", within("elements"), by)
                .forEach(element -> found.add(element.path(ELEMENT).asText()));
        return found;
    }

    private URI within(String what) {
        return URI.create(session + "/" + what);
    }

    private JsonNode get(String what) {
        return ask("GET", within(what), JSON.createObjectNode());
    }

    private JsonNode ask(String method, URI uri, ObjectNode body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .method(
                                    method,
                                    method.equals("POST")
                                            ? BodyPublishers.ofString(body.toString())
                                            : BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            JsonNode value = JSON.readTree(answer.body()).path("value");
            if (value.path("error").asText().equals("stale element reference")) {
                return JSON.missingNode();
            }
            if (answer.statusCode() != 200) {
                throw new AssertionError(value.path("error").asText() + ": "
                        + value.path("message").asText());
            }
            return value;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
