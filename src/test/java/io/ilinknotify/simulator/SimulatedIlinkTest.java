package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatedIlinkTest {
    @Test
    void manyThreadsTogetherGetNoMoreThanTheQuota() throws Exception {
        var client = new Client();
        client.server.rules().bursts = false;
        String context = client.phone.write("hello");
        var sends = new ArrayList<Callable<JsonNode>>();
        for (int i = 0; i < 200; i++) {
            String clientId = "c" + i;
            sends.add(() -> client.send(context, clientId, "x"));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(sends);
        }

        assertThat(client.phone.messages()).hasSize(10).doesNotHaveDuplicates();
        assertThat(client.phone.quotaUsed()).isEqualTo(10);
        assertThat(client.server.sends()).hasSize(200);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        List<String> ids = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            var client = new Client();
            ids.add(client.token + client.phone.write("hello"));
        }

        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    }

    @Test
    void protectiveMeasuresFollowThePersonToANewBotAndLeaveOthersAlone() {
        var client = new Client();
        client.server.rules().restricted = true;
        client.server.rules().newBots = true;
        Phone other = client.server.phone("somebody else");

        for (Phone phone : List.of(client.phone, client.phone, other)) {
            Phone.BotCredentials account = phone.signIn();
            client.server.handle(
                    client.requests.send(account.botToken(), phone.userId(), phone.write("hello"), "c", "x"));
        }

        assertThat(client.phone.messages()).isEmpty();
        assertThat(other.texts()).containsExactly("x");
    }

    @Test
    void anOldBotsContextIsRefused() {
        var client = new Client();
        client.server.rules().newBots = true;
        String old = client.phone.write("hello");
        String oldBot = client.phone.botId();
        Phone.BotCredentials account = client.phone.signIn();
        client.phone.write("hello again");

        JsonNode answer = Client.json(
                client.server.handle(client.requests.send(account.botToken(), client.phone.userId(), old, "c1", "x")));

        assertThat(account.botId()).isEqualTo(client.phone.botId()).isNotEqualTo(oldBot);
        assertThat(answer.path("errmsg").asText()).isEqualTo("prepare failed");
        assertThat(client.phone.quotaUsed()).isZero();
    }

    /** Each number is a step: write, wait a while, or send with one of the contexts so far. */
    @Property
    void nothingIsEverShownOutsideOfWindowAndQuota(@ForAll @Size(max = 120) List<@IntRange(max = 99) Integer> steps) {
        var client = new Client();
        var contexts = new ArrayList<>(List.of(client.phone.write("hello")));
        var written = new ArrayList<>(List.of(client.server.clock().instant()));
        int number = 0;

        for (int step : steps) {
            if (step < 8) {
                contexts.add(client.phone.write("again"));
                written.add(client.server.clock().instant());
            } else if (step < 50) {
                client.server.advance(Duration.ofMinutes((long) step * step));
            } else {
                client.send(contexts.get(step % contexts.size()), "c" + ++number, "x");
            }
        }

        List<RecordedSend> shown = client.server.sends().stream()
                .filter(send -> send.verdict() == Verdict.SHOWN)
                .toList();
        assertThat(client.phone.messages()).hasSameSizeAs(shown);
        for (String context : contexts) {
            long sends = shown.stream()
                    .filter(send -> send.contextToken().equals(context))
                    .count();
            assertThat(sends).isLessThanOrEqualTo(10).isEqualTo(client.phone.quotaUsed(context));
        }
        for (RecordedSend send : shown) {
            Instant opened = send.at().minus(Duration.ofHours(24));
            assertThat(written).anyMatch(at -> at.isAfter(opened) && !at.isAfter(send.at()));
        }
        assertThat(client.server.violations()).isEmpty();
    }
}
