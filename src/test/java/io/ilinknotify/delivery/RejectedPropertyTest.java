package io.ilinknotify.delivery;

import io.ilinknotify.TemporaryDirectory;
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

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** However many wait, and wherever the guilty ones stand among them: replies bring out the others. */
class RejectedPropertyTest {
    @Property(tries = 60, seed = "20261127", shrinking = ShrinkingMode.BOUNDED)
    void onlyTheGuiltyWaitForTheOperatorInTheEnd(
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(min = 1, max = 3) int guilty,
            @ForAll boolean immediate,
            @ForAll int choices) {
        Random random = new Random(choices);
        Set<Integer> odd = random.ints(guilty, 0, count).boxed().collect(Collectors.toSet());
        DeliveryConfig delivery = immediate ? TestSettings.Delivery.IMMEDIATE : TestSettings.Delivery.THRIFTY;
        Path directory = TemporaryDirectory.create();
        try (DeliveryWorld world =
                new DeliveryWorld(directory, delivery, TestSettings.Window.DEFAULTS.withReserve(0, 0))) {
            world.wire.callsInvalid(text -> text.contains("odd"));
            Map<NotificationId, Boolean> posted = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                Priority priority = Priority.values()[1 + random.nextInt(3)];
                String title = (odd.contains(i) ? "odd " : "n ") + i;
                posted.put(
                        world.post(new NotificationDraft(
                                "ci",
                                "notify",
                                title,
                                "",
                                priority,
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                Phase.NONE,
                                false,
                                List.of())),
                        odd.contains(i));
            }

            long refused = runToTheEnd(world, random);

            posted.forEach((id, isOdd) ->
                    assertThat(world.standing(id)).as("%s", id).isEqualTo(isOdd ? "held rejected" : "sent"));
            // A message of each priority with markup and without, and each of the guilty alone.
            assertThat(refused).isLessThanOrEqualTo(6L + odd.size());
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    /** A reply every few hours, and a restart now and then. */
    private static long runToTheEnd(DeliveryWorld world, Random random) {
        for (int i = 0; i < 14; i++) {
            world.clock.advance(Duration.ofMinutes(1));
            world.personWrites();
            world.run(Duration.ofHours(random.nextInt(4)));
            world.restart();
            world.run(Duration.ofHours(1));
        }
        return world.outcomes.stream()
                .filter(SendOutcome.Invalid.class::isInstance)
                .count();
    }
}
