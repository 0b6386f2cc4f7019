package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** However many wait, and wherever the guilty ones stand among them: the search ends soon, and costs little. */
class NarrowingPropertyTest {
    @Property(tries = 150, seed = "20261127", shrinking = ShrinkingMode.BOUNDED)
    void theGuiltyAreFoundInFewTriesAndTheInnocentGoOutInFewMessages(
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll @IntRange(min = 1, max = 3) int guilty,
            @ForAll boolean immediate,
            @ForAll int choices)
            throws IOException {
        Random random = new Random(choices);
        Set<Integer> odd = random.ints(guilty, 0, count).boxed().collect(Collectors.toSet());
        DeliveryConfig delivery = immediate ? TestSettings.Delivery.IMMEDIATE : TestSettings.Delivery.THRIFTY;
        Path directory = Files.createTempDirectory("narrowing-property-");
        try (DeliveryWorld world =
                new DeliveryWorld(directory, delivery, TestSettings.Window.DEFAULTS.withReserve(0, 0))) {
            world.wire.callsInvalid(text -> text.contains("odd"));
            Map<NotificationId, Boolean> posted = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                Priority priority = Priority.values()[1 + random.nextInt(3)];
                String title = (odd.contains(i) ? "odd " : "n ") + i;
                posted.put(
                        world.post(new NotificationDraft(
                                "ci", "notify", title, "", priority, List.of(), null, null, null, null, Phase.NONE)),
                        odd.contains(i));
            }

            long refused = runToTheEnd(world, random);

            posted.forEach((id, isOdd) ->
                    assertThat(world.standing(id)).as("%s", id).isEqualTo(isOdd ? "held rejected" : "sent"));
            int halvings = 32 - Integer.numberOfLeadingZeros(count - 1);
            // With markup and without, then two halves a level at most, of which only guilty ones are refused.
            assertThat(refused).isLessThanOrEqualTo(2L + (long) odd.size() * halvings);
            assertThat(world.phone.texts())
                    .filteredOn(text -> !text.contains("Please reply"))
                    .hasSizeLessThanOrEqualTo(Math.max(1, odd.size() * halvings));
        } finally {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    /** Three days with a reply every half day, and a restart now and then. */
    private static long runToTheEnd(DeliveryWorld world, Random random) {
        for (int i = 0; i < 6; i++) {
            world.clock.advance(Duration.ofMinutes(1));
            world.personWrites();
            world.run(Duration.ofHours(random.nextInt(6)));
            world.restart();
            world.run(Duration.ofHours(6));
        }
        return world.outcomes.stream()
                .filter(SendOutcome.Invalid.class::isInstance)
                .count();
    }
}
