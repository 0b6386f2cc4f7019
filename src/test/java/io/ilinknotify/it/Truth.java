package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the agent's records and its purses against the phone and the server, which know the truth. */
final class Truth {
    private final Installation installation;
    private final Phone phone;

    Truth(Installation installation) {
        this.installation = installation;
        this.phone = installation.simulator.phone();
    }

    /** A record says sent, and the phone shows that message; or it says that nobody knows. */
    void isTrue(JsonNode record) {
        if (isSent(record)) {
            String shown = messageOf(record);
            if (record.path("told").asText().equals("whole")) {
                String text = record.path("text").asText();
                assertThat(shown).contains(text);
                assertThat(messagesWith(line -> line.contains(text)))
                        .as(record.toString())
                        .hasSize(1);
            }
        }
    }

    /** The same where one message has several, whole if the record says so; and no notification is in two messages. */
    void isTrueInAMessageWithOthers(JsonNode record) {
        String text = record.path("text").asText();
        String beginning = text.substring(0, text.indexOf(']') + 1);
        // What is said of the past is not told again.
        assertThat(messagesWith(line -> line.contains(beginning) && !line.startsWith("❔")))
                .as(record.toString())
                .hasSizeLessThanOrEqualTo(1);
        if (!isSent(record)) {
            return;
        }
        String message = messageOf(record);
        switch (record.path("told").asText()) {
            case "whole" -> {
                boolean inParts = message.contains("(2/2)") || message.contains("(3/3)");
                assertThat(message).as(record.toString()).contains(inParts ? "and more of it" : text);
            }
            case "line" -> assertThat(message).as(record.toString()).containsAnyOf(beginning, "(2/2)", "(3/3)");
            default -> assertThat(message).as(record.toString()).contains(" more, not listed");
        }
    }

    private static boolean isSent(JsonNode record) {
        assertThat(record.path("state").asText()).as(record.toString()).isIn("sent", "unknown");
        return record.path("state").asText().equals("sent");
    }

    /** The text of the one message in which the record says that it was sent. */
    private String messageOf(JsonNode record) {
        List<RecordedSend> shown = phone.messages().stream()
                .filter(message ->
                        message.messageId().equals(record.path("message_id").asText()))
                .toList();
        assertThat(shown).as(record.toString()).hasSize(1);
        return shown.getFirst().text();
    }

    /** By their ids: a first try and its repeat are one. */
    private Set<String> messagesWith(Predicate<String> line) {
        return phone.messages().stream()
                .filter(message -> message.text().lines().anyMatch(line))
                .map(RecordedSend::clientId)
                .collect(Collectors.toSet());
    }

    /** Of a message that never got an answer, not even to a repeat, nobody may claim to know. */
    void isTrueOfWhatWasInFlight(RecordedSend send, List<RecordedSend> inFlight, List<JsonNode> records) {
        if (tries(installation.simulator.ilink().sends(), send.clientId()) > tries(inFlight, send.clientId())) {
            return;
        }
        assertThat(records)
                .filteredOn(record -> send.text().contains(record.path("text").asText()))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.path("state").asText())
                        .as(record.toString())
                        .isEqualTo("unknown"));
    }

    private static long tries(List<RecordedSend> sends, String clientId) {
        return sends.stream().filter(send -> send.clientId().equals(clientId)).count();
    }

    /** The messages of which nobody knows, each by one of the notifications that it carried. */
    static Set<String> messagesInDoubt(List<JsonNode> records) {
        return records.stream()
                .filter(record -> record.path("state").asText().equals("unknown"))
                .map(record ->
                        record.path("merged_into").asText(record.path("id").asText()))
                .collect(Collectors.toSet());
    }

    /** The messages that the server has shown more than once, and none oftener than twice. */
    List<String> twice() {
        Map<String, Long> shown = installation.simulator.ilink().sends().stream()
                .filter(send -> send.verdict() == Verdict.SHOWN)
                .collect(Collectors.groupingBy(RecordedSend::clientId, Collectors.counting()));
        assertThat(shown.values()).allMatch(times -> times <= 2);
        return shown.entrySet().stream()
                .filter(one -> one.getValue() == 2)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Never less than the server counted; more only for what was charged and cut off, once at each kill. */
    void thePurseIsTheServers(int budget, int kills) {
        int more = 0;
        for (Map.Entry<String, Integer> purse : purses()) {
            int counted = phone.quotaUsed(purse.getKey());
            assertThat(purse.getValue()).isBetween(counted, budget);
            more += purse.getValue() - counted;
        }
        assertThat(more).isLessThanOrEqualTo(kills);
    }

    /** What the agent has paid out of each message of the person. */
    private List<Map.Entry<String, Integer>> purses() {
        try (Store store = Store.open(new Database(installation.stateDir.resolve("agent.db")))) {
            return store.read(tx -> tx.all(
                    "SELECT context_token, used FROM purse",
                    row -> Map.entry(row.text("context_token"), row.count("used"))));
        }
    }
}
