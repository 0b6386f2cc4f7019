package io.ilinknotify.delivery.policy;

import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.delivery.policy.SendHistory.PastSend;
import io.ilinknotify.delivery.policy.SenderContext.LostMessage;
import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.delivery.policy.SenderContext.WaitingGroup;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.WindowView;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** In whatever situation: a file changes nothing of what texts do, and leaves more than the reserve. */
class FilePolicyPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");
    private static final TestSettings.Window WINDOW = TestSettings.Window.DEFAULTS;
    private static final TestSettings.Delivery THRIFTY = TestSettings.Delivery.THRIFTY;

    private final DeliveryPolicy policy = new DeliveryPolicy(THRIFTY, WINDOW, QuietHours.of(Map.of(), ZoneOffset.UTC));

    /** What there is beside files. */
    record Situation(
            int remaining,
            boolean pollsRefused,
            @Nullable Instant repliedAt,
            int released,
            List<WaitingGroup> groups,
            List<PastSend> sends,
            List<LostMessage> lost,
            boolean restricted) {
        SenderContext with(List<WaitingFile> files, @Nullable Instant uploadsFrom) {
            Instant opened = NOW.minus(Duration.ofHours(3));
            WindowView window = new WindowView(
                    remaining > 0, 10 - remaining, remaining, 10, opened, NOW.plus(Duration.ofHours(21)));
            return new SenderContext(
                    NOW,
                    true,
                    null,
                    pollsRefused,
                    1,
                    window,
                    repliedAt,
                    new SenderState(null, 0, null, 0, false, restricted ? 3 : 0),
                    new SendHistory(sends, 1),
                    new SenderContext.Network(0, Instant.MIN, true),
                    NOW,
                    groups,
                    null,
                    released,
                    true,
                    lost,
                    files,
                    uploadsFrom,
                    null);
        }
    }

    @Property(tries = 5_000, seed = "20261129")
    void aFileChangesNothingOfWhatTextsDo(@ForAll("situations") Situation s, @ForAll("files") List<WaitingFile> files) {
        Decision without = policy.next(s.with(List.of(), null));
        Decision decision = policy.next(s.with(files, null));

        switch (without) {
            case Decision.Send send -> assertThat(decision).isEqualTo(send);
            case Decision.Repeat repeat -> assertThat(decision).isEqualTo(repeat);
            case Decision.GiveUp giveUp -> assertThat(decision).isEqualTo(giveUp);
            case Decision.SendFile file -> throw new AssertionError("there is none");
            case Decision.Hold hold -> {}
            case Decision.WaitUntil wait -> {
                if (decision instanceof Decision.SendFile) {
                    assertThat(wait.time()).as("no text is due soon").isAfter(NOW.plus(THRIFTY.minInterval()));
                } else if (decision instanceof Decision.WaitUntil other) {
                    assertThat(other.time()).isBeforeOrEqualTo(wait.time());
                }
            }
        }
        if (decision instanceof Decision.SendFile send) {
            leavesWhatItMust(s, send);
        }
    }

    private static void leavesWhatItMust(Situation s, Decision.SendFile send) {
        int least = switch (send.file().priority()) {
            case LOW, DEFAULT -> WINDOW.reserve().standard() + 1;
            case HIGH -> WINDOW.reserve().high() + 1;
            case CRITICAL -> 0;
        };
        assertThat(s.remaining() - 1).isGreaterThanOrEqualTo(least);
        assertThat(s.restricted()).isFalse();
        assertThat(s.sends().stream().filter(past -> past.at().isAfter(NOW.minus(Duration.ofMinutes(5)))))
                .as("one of five in five minutes is left to a text")
                .hasSizeLessThan(4);
        assertThat(s.sends().stream().map(PastSend::at)).allMatch(at -> !at.isAfter(NOW.minus(THRIFTY.minInterval())));
    }

    @Property(tries = 1_000, seed = "20261129")
    void noFileGoesWhileTheAccountCannotUpload(
            @ForAll("situations") Situation s, @ForAll("files") List<WaitingFile> files) {
        assertThat(policy.next(s.with(files, NOW.plusSeconds(1)))).isNotInstanceOf(Decision.SendFile.class);
    }

    @Provide
    Arbitrary<List<WaitingFile>> files() {
        return Combinators.combine(Arbitraries.of(Priority.class), Arbitraries.of(Phase.class), ago(7_200), flag())
                .as((priority, phase, since, continuing) -> new WaitingFile(7, 0, priority, phase, since, continuing))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(WaitingFile::priority).reversed())
                        .toList());
    }

    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<List<WaitingGroup>> groups = Combinators.combine(
                        Arbitraries.of(Priority.class), Arbitraries.of(Phase.class), ago(600), flag())
                .as((priority, phase, at, continuing) -> new WaitingGroup(priority, phase, at, at, continuing))
                .list()
                .ofMaxSize(2)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(WaitingGroup::priority).reversed())
                        .toList());
        Arbitrary<List<PastSend>> sends = Combinators.combine(ago(1_200), flag())
                .as((at, file) -> new PastSend(at, at, 1, false, file))
                .list()
                .ofMaxSize(6)
                .map(all -> all.stream()
                        .sorted(Comparator.comparing(PastSend::at).reversed())
                        .toList());
        Arbitrary<List<LostMessage>> lost = Combinators.combine(
                        Arbitraries.of(Priority.HIGH, Priority.CRITICAL), ago(700))
                .as((priority, at) -> new LostMessage("lost", priority, at))
                .list()
                .ofMaxSize(1);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10),
                        rarely(),
                        ago(3_600).injectNull(0.3),
                        Arbitraries.integers().between(0, 3),
                        groups,
                        sends,
                        lost,
                        rarely())
                .as(Situation::new);
    }

    private static Arbitrary<Instant> ago(int most) {
        return Arbitraries.integers().between(0, most).map(NOW::minusSeconds);
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.integers().between(0, 9).map(n -> n == 0);
    }
}
