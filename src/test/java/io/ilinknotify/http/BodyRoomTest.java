package io.ilinknotify.http;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BodyRoomTest {
    private long now;
    private final BodyRoom room = new BodyRoom(10, () -> now);
    private final List<String> events = new ArrayList<>();

    @Test
    void whatDoesNotFitWaitsForItsTurn() {
        BodyRoom.Place first = ask("a", 6);
        ask("b", 6);
        ask("small", 1);
        assertThat(events).containsExactly("a");

        first.leave();

        assertThat(events).containsExactly("a", "b", "small");
    }

    @Test
    void whoLeavesTheLineMakesWay() {
        ask("a", 6);
        BodyRoom.Place second = ask("b", 6);
        ask("small", 1);

        second.leave();

        assertThat(events).containsExactly("a", "small");
    }

    @Test
    void roomIsGivenBackOnce() {
        BodyRoom.Place first = ask("a", 10);
        first.leave();
        first.leave();
        ask("b", 10);
        ask("c", 10);

        assertThat(events).containsExactly("a", "b");
    }

    @Test
    void slowOnesAreCutOnlyWhileSomebodyWaits() {
        BodyRoom.Place slow = ask("slow", 6);
        BodyRoom.Place done = ask("done", 4);
        done.complete();
        slow.arrived(6);
        later(Duration.ofSeconds(1));
        room.cutSlow();
        assertThat(events).containsExactly("slow", "done");

        ask("next", 6);
        room.cutSlow();

        assertThat(events).containsExactly("slow", "done", "slow cut", "next");
    }

    @Test
    void whoComesFastEnoughIsNotCut() {
        BodyRoom large = new BodyRoom(1 << 20, () -> now);
        BodyRoom.Place fast = large.enter(() -> events.add("fast"), () -> events.add("cut"));
        fast.grow(1 << 20);
        large.enter(() -> events.add("next"), () -> events.add("cut")).grow(1);
        fast.arrived(BodyRoom.BYTES_A_SECOND);
        later(Duration.ofSeconds(1));

        large.cutSlow();

        assertThat(events).containsExactly("fast");
    }

    @Property
    void neverMoreThanTheBudgetAndNobodyIsForgotten(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 10) Integer> sizes) {
        BodyRoom small = new BodyRoom(10, () -> now);
        List<BodyRoom.Place> places = new ArrayList<>();
        List<Integer> inFlight = new ArrayList<>();
        int[] entered = {0};
        for (int size : sizes) {
            BodyRoom.Place place = small.enter(
                    () -> {
                        inFlight.add(size);
                        entered[0]++;
                        assertThat(inFlight.stream().mapToInt(i -> i).sum()).isLessThanOrEqualTo(10);
                    },
                    () -> {});
            places.add(place);
            place.grow(size);
        }
        for (int i = 0; i < places.size(); i++) {
            inFlight.remove(sizes.get(i));
            places.get(i).leave();
        }

        assertThat(entered[0]).isEqualTo(sizes.size());
    }

    private BodyRoom.Place ask(String name, long bytes) {
        BodyRoom.Place place = room.enter(() -> events.add(name), () -> events.add(name + " cut"));
        place.grow(bytes);
        return place;
    }

    private void later(Duration time) {
        now += time.toNanos();
    }
}
