package io.ilinknotify.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.eclipse.microprofile.config.Config;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * {@code health}: asks the agent of this machine whether it can store notifications, at the management port that its settings
 * name: the check of a container whose image has no other program.
 *
 * @param settings those of the agent, for {@code quarkus.management.host} and {@code .port}
 * @param out gets a line for each check that is down
 */
public record HealthCommand(Config settings, PrintStream out) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Gives the exit code: 0 when it is ready, else 1. */
    public int run() {
        URI address = address();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            for (JsonNode check :
                    JsonMapper.builder().build().readTree(response.body()).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    out.println(check.path("name").asText() + " is down " + check.path("data"));
                }
            }
            return response.statusCode() == 200 ? 0 : 1;
        } catch (IOException e) {
            out.println("Nothing answers at " + address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private URI address() {
        String host = settings.getOptionalValue("quarkus.management.host", String.class)
                .orElse("0.0.0.0");
        int port = settings.getOptionalValue("quarkus.management.port", Integer.class)
                .orElse(9000);
        return URI.create("http://" + (host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host) + ":" + port
                + "/q/health/ready");
    }
}
