package io.ilinknotify.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code send TEXT}: posts one notification to a running agent, and says what became of it. The text {@code -} stands for
 * standard input. Where the agent is and the token come from {@code NOTIFY} and {@code TOKEN} of the environment, or from
 * {@code --server} and {@code --token}.
 *
 * @param environment where {@code NOTIFY} and {@code TOKEN} are looked for
 * @param out gets one line: the state, its reason, and the id
 * @param err gets why it was refused
 */
public record SendCommand(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    /** A message id of WeChat's server came back. */
    public static final int SENT = 0;
    /** Nothing is known to be stored: the agent refused it, was not reached, or gave no answer. */
    public static final int REFUSED = 1;
    /** The agent has it, and it is not on the phone yet. */
    public static final int STORED = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FIELDS = Set.of("title", "priority", "tags", "url", "thread", "dedup-key", "ttl");
    private static final Set<String> OPTIONS = Set.of("server", "token", "wait", "file");
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** The longest wait that the agent offers, and some time for the answer. */
    private static final Duration ANSWER = Duration.ofSeconds(90);

    /** Sends once. Gives the exit code: {@link #SENT}, {@link #STORED} or {@link #REFUSED}; nothing for wrong words. */
    public Optional<Integer> run(List<String> words) {
        return Arguments.read(
                        words, Stream.concat(FIELDS.stream(), OPTIONS.stream()).collect(Collectors.toSet()))
                .filter(arguments -> arguments.operands().size() == 1)
                .map(this::send);
    }

    private int send(Arguments arguments) {
        try {
            return answered(post(arguments), arguments);
        } catch (ConnectException e) {
            return refused(
                    "The agent at " + server(arguments) + " was not reached: is it running, is NOTIFY its address?");
        } catch (FileNotFoundException e) {
            return refused("No such file: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            // Its message may hold the token.
            return refused("Either " + server(arguments) + " is no address (NOTIFY), or TOKEN is no token");
        } catch (IOException e) {
            return refused("No whole answer came, so that nobody knows whether it is stored: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused("interrupted");
        }
    }

    private String server(Arguments arguments) {
        return arguments
                .value("server")
                .orElse(environment.getOrDefault("NOTIFY", "http://localhost:8080"))
                .replaceFirst("/+$", "");
    }

    private String token(Arguments arguments) {
        return arguments
                .value("token")
                .orElse(environment.getOrDefault("TOKEN", ""))
                .strip();
    }

    private HttpResponse<String> post(Arguments arguments) throws IOException, InterruptedException {
        String operand = arguments.operands().getFirst();
        String text = operand.equals("-") ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : operand;
        Map<String, String> fields = new LinkedHashMap<>(Map.of("text", text));
        FIELDS.forEach(name -> arguments.value(name).ifPresent(value -> fields.put(name.replace('-', '_'), value)));
        String wait = arguments
                .value("wait")
                .map(time -> "?wait=" + URLEncoder.encode(time, StandardCharsets.UTF_8))
                .orElse("");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server(arguments) + "/notify" + wait))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token(arguments));
        List<String> files = arguments.values("file");
        if (files.isEmpty()) {
            ObjectNode json = JSON.createObjectNode();
            fields.forEach(json::put);
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json.toString()));
        } else {
            String boundary = UUID.randomUUID().toString();
            request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(parts(boundary, fields, files));
        }
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static BodyPublisher parts(String boundary, Map<String, String> fields, List<String> files)
            throws FileNotFoundException {
        List<BodyPublisher> parts = new ArrayList<>();
        fields.forEach((name, value) -> parts.add(BodyPublishers.ofString("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        for (String file : files) {
            Path path = Path.of(file);
            String name = String.valueOf(path.getFileName()).replaceAll("[\"\\\\\\p{Cntrl}]", "_");
            parts.add(BodyPublishers.ofString(
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            parts.add(BodyPublishers.ofFile(path));
            parts.add(BodyPublishers.ofString("\r\n"));
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private int answered(HttpResponse<String> response, Arguments arguments) {
        JsonNode answer = read(response.body());
        // A proxy's 401 asks for something else.
        if (answer.path("type").asText().equals("urn:ilink-notify:unauthorized")) {
            return refused(
                    token(arguments).isEmpty()
                            ? "The agent asks for a token: set TOKEN or give --token"
                            : "The agent does not know this token (TOKEN or --token)");
        }
        String state = answer.path("state").asText();
        if (response.statusCode() / 100 != 2 || state.isEmpty()) {
            String why = answer.path("detail").asText(answer.path("title").asText());
            return refused("Refused with status " + response.statusCode() + (why.isEmpty() ? "" : ": " + why));
        }
        String reason = answer.path("reason").asText();
        out.println(state + (reason.isEmpty() ? "" : " (" + reason + ")") + " "
                + answer.path("id").asText());
        return state.equals("sent") ? SENT : STORED;
    }

    /** Reads an answer; that of something else than an agent may be no JSON. */
    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private int refused(String why) {
        err.println(why);
        return REFUSED;
    }
}
