package io.ilinknotify.delivery;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.simulator.RecordedSend;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be true after any history, checked against what the simulated phone shows. */
final class Promises {
    private final DeliveryWorld world;
    private final Map<NotificationId, String> accepted;
    private final int maxLength;

    Promises(DeliveryWorld world, Map<NotificationId, String> accepted, int maxLength) {
        this.world = world;
        this.accepted = accepted;
        this.maxLength = maxLength;
    }

    void hold() {
        assertThat(world.server.violations()).isEmpty();
        assertThat(world.server.sends())
                .as("the purse is never overdrawn, and no send is made that the server must refuse")
                .noneMatch(send -> DeliveryPropertyTest.NEVER.contains(send.verdict()));
        assertThat(world.phone.texts())
                .allMatch(text -> text.codePointCount(0, text.length()) <= maxLength, "within the length");
        accepted.forEach(this::toldTheTruth);
        nothingTwice();
        everySendIsKnown();
        orderIsKept();
        urgentFirst();
    }

    /** An answer that was lost hides the refusal; and of what was only counted the server saw nothing. */
    void onlyTheGuiltyAreRejected() {
        for (NotificationId id : accepted.keySet()) {
            OutboxEntry entry = world.entry(id);
            boolean guilty =
                    String.valueOf(entry.notification().content().title()).startsWith(DeliveryPropertyTest.GUILTY);
            boolean rejected = entry.reason() == Reason.REJECTED;
            boolean unseen = entry.told() == Coverage.COUNTED
                    || entry.attempts().stream()
                            .anyMatch(attempt -> attempt.outcome().equals("lost"));
            assertThat(rejected).as("%s", entry).isEqualTo(guilty && !unseen);
            assertThat(entry.attempts().stream()
                            .filter(attempt -> attempt.outcome().equals("invalid")))
                    .as("with markup, without, alone, and where it was only counted")
                    .hasSizeLessThanOrEqualTo(7);
        }
    }

    private void toldTheTruth(NotificationId id, String text) {
        OutboxEntry entry = world.entry(id);
        assertThat(entry.state().isFinal() || entry.state().isWaiting())
                .as("%s is somewhere: %s", id, entry.state())
                .isTrue();
        if (entry.state() != State.SENT) {
            return;
        }
        List<RecordedSend> shown = world.phone.messages().stream()
                .filter(message -> message.messageId().equals(entry.messageId()))
                .toList();
        if (shown.isEmpty() && isIdOfAHiddenOne(entry)) {
            return;
        }
        assertThat(shown).as("what is called sent stands on the phone").isNotEmpty();
        String message = shown.getFirst().text();
        String marker = String.valueOf(entry.notification().content().title());
        switch (entry.told()) {
            case WHOLE -> {
                boolean inParts = message.contains("/2)\n") || message.contains("/3)\n");
                if (!inParts) {
                    assertThat(message).contains(marker).contains(text.strip());
                }
            }
            case LINE -> assertThat(message).containsAnyOf(marker, "(3/3)", "(2/2)");
            case COUNTED -> assertThat(message).containsAnyOf("more, not listed", "resolved");
            case null -> throw new AssertionError("sent, and nobody knows how much of it: " + entry);
        }
    }

    /** The server hid the message, lost its answer, and gave its id to the repeat: nobody could know. */
    private boolean isIdOfAHiddenOne(OutboxEntry entry) {
        return world.server.sends().stream()
                .anyMatch(send -> send.verdict() == RecordedSend.Verdict.REPEAT_REMOVED
                        && send.messageId().equals(entry.messageId()));
    }

    /** A notification stands in two messages only when the answer to the first was lost, and then under one id. */
    private void nothingTwice() {
        Map<String, Set<String>> messagesOf = new HashMap<>();
        for (RecordedSend message : world.phone.messages()) {
            for (String line : message.text().split("\n")) {
                boolean aboutThePast = line.startsWith("❔") || line.startsWith("⌛") || line.contains(" resolved: ");
                if (!aboutThePast) {
                    accepted.keySet().stream()
                            .map(id -> String.valueOf(
                                    world.entry(id).notification().content().title()))
                            .filter(line::contains)
                            .forEach(marker -> messagesOf
                                    .computeIfAbsent(marker, m -> new HashSet<>())
                                    .add(message.clientId()));
                }
            }
        }
        assertThat(messagesOf.values())
                .as("messages: %s", world.phone.messages())
                .allMatch(ids -> ids.size() == 1, "in one message only");
        Map<String, Long> shown = world.phone.messages().stream()
                .collect(Collectors.groupingBy(RecordedSend::clientId, Collectors.counting()));
        shown.forEach((clientId, times) -> assertThat(times).isLessThanOrEqualTo(2));
    }

    /** A repeat has the id and the text of the first try; what left without being written down could never be told. */
    private void everySendIsKnown() {
        Map<String, List<RecordedSend>> sends =
                world.server.sends().stream().collect(Collectors.groupingBy(RecordedSend::clientId));
        sends.forEach((clientId, same) -> {
            SendAttempt known = world.store()
                    .read(tx -> DeliveryTable.find(tx, clientId))
                    .orElseThrow(() -> new AssertionError("never written down: " + same));
            assertThat(same)
                    .hasSizeLessThanOrEqualTo(2)
                    .allMatch(send ->
                            send.text().equals((known.file() == null ? "" : SimulatedFiles.SHOWN) + known.text()));
        });
    }

    private void orderIsKept() {
        Map<Priority, Long> last = new EnumMap<>(Priority.class);
        Map<String, Integer> place = new HashMap<>();
        List<RecordedSend> messages = world.phone.messages();
        for (int i = 0; i < messages.size(); i++) {
            place.putIfAbsent(messages.get(i).messageId(), i);
        }
        accepted.keySet().stream()
                .map(world::entry)
                .filter(entry -> entry.state() == State.SENT)
                .filter(entry -> entry.notification().content().phase() != Phase.RESOLVED)
                .filter(entry -> entry.attempts().size() == 1)
                .forEach(entry -> {
                    long now = place.getOrDefault(entry.messageId(), -1);
                    Priority priority = entry.notification().content().priority();
                    assertThat(now)
                            .as("order within %s", priority)
                            .isGreaterThanOrEqualTo(last.getOrDefault(priority, -1L));
                    last.put(priority, now);
                });
    }

    /** Nothing is told ahead of something more urgent that waited already: in no earlier message, and not above it. */
    private void urgentFirst() {
        List<Sent> sent = accepted.keySet().stream()
                .map(world::entry)
                .filter(entry -> entry.state() == State.SENT)
                .filter(entry -> entry.attempts().size() == 1)
                .filter(entry -> entry.notification().content().phase() != Phase.RESOLVED)
                .map(this::sent)
                .toList();
        for (Sent urgent : sent) {
            assertThat(sent)
                    .as("ahead of %s", urgent)
                    .noneMatch(other -> urgent.priority.compareTo(other.priority) > 0
                            && urgent.createdAt.isBefore(other.at)
                            && (other.at.isBefore(urgent.at) || other.isAbove(urgent)));
        }
    }

    private Sent sent(OutboxEntry entry) {
        String marker = String.valueOf(entry.notification().content().title());
        int place = world.phone.messages().stream()
                .filter(message -> message.messageId().equals(entry.messageId()))
                .mapToInt(message -> message.text().indexOf(marker))
                .findFirst()
                .orElse(-1);
        return new Sent(
                entry.notification().content().priority(),
                entry.notification().createdAt(),
                entry.attempts().getFirst().at(),
                entry.told() == Coverage.COUNTED ? -1 : place);
    }

    /**
     * A notification in its message.
     *
     * @param place where it stands in it; -1 when it is only counted
     */
    private record Sent(Priority priority, Instant createdAt, Instant at, int place) {
        boolean isAbove(Sent other) {
            return at.equals(other.at) && place >= 0 && other.place >= 0 && place < other.place;
        }
    }
}
