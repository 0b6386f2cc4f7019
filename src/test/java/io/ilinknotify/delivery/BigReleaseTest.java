package io.ilinknotify.delivery;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxQuery;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** A reply releases more notifications than one message is built from, and they have too little in common to share lines. */
class BigReleaseTest {
    private static final Pattern MORE = Pattern.compile("… and (\\d+) more, not listed");

    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "CRITICAL"})
    void aRecordSaysCountedOnlyWhenTheLastMessageCountsIt(Priority priority) {
        for (int i = 0; i < 1_300; i++) {
            String title = "alert " + i + " " + "x".repeat(700);
            world.post(draft(priority, title, "y".repeat(1_000)));
        }
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        world.personWrites();

        world.run(Duration.ofSeconds(20));

        List<String> texts = world.phone.texts();
        Matcher more = MORE.matcher(texts.getLast());
        assertThat(more.find()).isTrue();
        long counted = world.outbox().list(OutboxQuery.newest(2_000)).stream()
                .filter(entry -> entry.told() == Coverage.COUNTED)
                .count();
        assertThat(counted).isEqualTo(Long.parseLong(more.group(1)));
    }
}
