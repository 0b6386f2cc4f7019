package io.ilinknotify.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent as its callers see it: sender, operator, probe. */
final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Installation installation;

    Calls(Installation installation) {
        this.installation = installation;
    }

    /** The body of an answer. */
    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + answer.body(), e);
        }
    }

    /** A request to the port for people and senders, without a token. */
    HttpRequest.Builder request(String path) {
        return to(installation.port, path);
    }

    /** A request with the sender's token. */
    HttpRequest.Builder asSender(String path) {
        return request(path).header("Authorization", "Bearer " + installation.senderToken);
    }

    /** A request with the operator's token. */
    HttpRequest.Builder asOperator(String path) {
        return request(path).header("Authorization", "Bearer " + installation.operatorToken);
    }

    /** A request to the management port. */
    HttpRequest.Builder management(String path) {
        return to(installation.managementPort, path);
    }

    /** {@code curl -d text}. */
    HttpResponse<String> notify(String text) {
        return answer(notifyRequest("/notify", text));
    }

    /** A plain text from the sender. */
    HttpRequest.Builder notifyRequest(String path, String text) {
        return asSender(path)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofString(text));
    }

    /** {@code curl -F file=@… -F …}, with the fields as a query would have them. */
    HttpResponse<String> postFile(String fields, String fileName, String content) {
        StringBuilder form = new StringBuilder();
        for (String field : fields.split("&", -1)) {
            String[] parts = field.split("=", 2);
            form.append("--b\r\nContent-Disposition: form-data; name=\"" + parts[0] + "\"\r\n\r\n" + parts[1] + "\r\n");
        }
        form.append("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n\r\n"
                + content + "\r\n--b--\r\n");
        return answer(asSender("/notify?wait=20s")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    /** What the operator reads as JSON. */
    JsonNode operatorGet(String path) {
        HttpResponse<String> answer = answer(asOperator(path).header("Accept", "application/json"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    /** A form that the operator sends. */
    HttpResponse<String> operatorForm(String path, String form) {
        return answer(asOperator(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** A notification's record. */
    JsonNode record(String id) {
        return operatorGet("/notifications/" + id);
    }

    /** The state of a notification. */
    String state(String id) {
        return record(id).path("state").asText();
    }

    /** Every record there is, newest first. */
    List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = operatorGet("/notifications?limit=100" + (next.isEmpty() ? "" : "&before=" + next));
            page.path("items").forEach(records::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return records;
    }

    /** The status of a health check; 0 when nobody answers. */
    int health(String name) {
        try {
            return send(management("/q/health/" + name)).statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    /** The answer, which must come. */
    HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return send(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer, if one comes. */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer when it comes. */
    CompletableFuture<HttpResponse<String>> later(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(90));
    }
}
