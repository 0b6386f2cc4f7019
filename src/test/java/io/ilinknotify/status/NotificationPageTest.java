package io.ilinknotify.status;

import io.ilinknotify.intake.Entries;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationPageTest {
    @Property
    void pagesTogetherAreTheWholeListOnce(
            @ForAll @IntRange(max = 130) int size, @ForAll @IntRange(min = 1, max = 70) int limit) {
        List<OutboxEntry> all = entries(size, "x");

        List<String> read = new ArrayList<>();
        Optional<NotificationPage> page = Optional.empty();
        do {
            NotificationPage next = read(limit, page.map(NotificationPage::next), all);
            next.items().forEach(item -> read.add(item.id()));
            assertThat(next.items()).hasSizeLessThanOrEqualTo(limit);
            page = Optional.of(next);
        } while (page.get().next() != null);

        assertThat(read)
                .isEqualTo(all.stream().map(e -> e.notification().id().value()).toList());
    }

    @Test
    void longTextsEndAPageEarly() {
        List<OutboxEntry> all = entries(50, "x".repeat(100_000));
        List<Integer> steps = new ArrayList<>();

        NotificationPage page = NotificationPage.read(query(50, Optional.empty()), q -> {
            steps.add(q.limit());
            return select(all, q);
        });

        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isEqualTo(page.items().getLast().id());
        assertThat(steps).containsExactly(5);
    }

    private static NotificationPage read(int limit, Optional<String> before, List<OutboxEntry> all) {
        Function<OutboxQuery, List<OutboxEntry>> outbox = q -> select(all, q);
        return NotificationPage.read(query(limit, before), outbox);
    }

    private static OutboxQuery query(int limit, Optional<String> before) {
        return new NotificationFilter("held", "", "ci", "", before.orElse("")).query(limit);
    }

    private static List<OutboxEntry> select(List<OutboxEntry> all, OutboxQuery query) {
        assertThat(query.state()).contains(State.HELD);
        assertThat(query.client()).contains("ci");
        return all.stream()
                .filter(e -> query.before()
                        .map(b -> e.notification().id().compareTo(b) < 0)
                        .orElse(true))
                .limit(query.limit())
                .toList();
    }

    /** Newest first. */
    private static List<OutboxEntry> entries(int size, String text) {
        return IntStream.range(0, size)
                .map(i -> size - i)
                .mapToObj(n -> Entries.entry(n, Entries.draft("ci", text), State.HELD, null))
                .toList();
    }
}
