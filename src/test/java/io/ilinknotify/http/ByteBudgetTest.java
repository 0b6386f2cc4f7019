package io.ilinknotify.http;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class ByteBudgetTest {
    private final ByteBudget budget = new ByteBudget(10, 2);
    private final List<String> granted = new ArrayList<>();

    @Test
    void whatFitsEntersAtOnce() {
        ask("a", 6);
        ask("b", 4);

        assertThat(granted).containsExactly("a", "b");
    }

    @Test
    void whatDoesNotFitWaitsForItsTurn() {
        ByteBudget.Place first = ask("a", 6);
        ask("b", 6);
        ask("small", 1);
        assertThat(granted).containsExactly("a");

        first.giveBack();

        assertThat(granted).containsExactly("a", "b", "small");
    }

    @Test
    void whoGaveUpIsNotLetInAndMakesWay() {
        ask("a", 6);
        ByteBudget.Place second = ask("b", 6);
        ask("small", 1);

        assertThat(second.giveUp()).isTrue();

        assertThat(granted).containsExactly("a", "small");
    }

    @Test
    void whoIsInDoesNotGiveUp() {
        assertThat(ask("a", 6).giveUp()).isFalse();
    }

    @Test
    void theLineHasAnEnd() {
        ask("a", 10);
        ask("b", 1);
        ask("c", 1);

        assertThat(budget.ask(1, () -> granted.add("d"))).isNull();
    }

    @Test
    void roomIsGivenBackOnce() {
        ByteBudget.Place first = ask("a", 10);
        first.giveBack();
        first.giveBack();
        ask("b", 10);
        ask("c", 10);

        assertThat(granted).containsExactly("a", "b");
    }

    @Property
    void neverMoreThanTheBudgetAndNobodyIsForgotten(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 10) Integer> sizes) {
        ByteBudget small = new ByteBudget(10, 100);
        List<ByteBudget.Place> places = new ArrayList<>();
        List<Integer> inFlight = new ArrayList<>();
        int[] entered = {0};
        for (int size : sizes) {
            places.add(requireNonNull(small.ask(size, () -> {
                inFlight.add(size);
                entered[0]++;
                assertThat(inFlight.stream().mapToInt(i -> i).sum()).isLessThanOrEqualTo(10);
            })));
        }
        for (int i = 0; i < places.size(); i++) {
            inFlight.remove(sizes.get(i));
            places.get(i).giveBack();
        }

        assertThat(entered[0]).isEqualTo(sizes.size());
    }

    private ByteBudget.Place ask(String name, long bytes) {
        return requireNonNull(budget.ask(bytes, () -> granted.add(name)));
    }
}
