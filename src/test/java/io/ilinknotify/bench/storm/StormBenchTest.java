package io.ilinknotify.bench.storm;

import io.ilinknotify.bench.storm.Fate.Told;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the bench, holds the agent to its targets, and {@code docs/storm-bench.md} to what came out. */
class StormBenchTest {
    private static final Path PAGE = Path.of("docs", "storm-bench.md");
    private static final String BEGIN = "<!-- results -->\n";
    /** The traces in which the line holds. */
    private static final List<Trace> WHOLE =
            Traces.all().stream().filter(trace -> !trace.line().breaks()).toList();

    private static final String END = "<!-- end of results -->";

    @TempDir
    static Path directory;

    private static final Map<Trace, List<Result>> RESULTS = new LinkedHashMap<>();

    @BeforeAll
    static void run() {
        StormBench bench = new StormBench(directory);
        Traces.all().forEach(trace -> RESULTS.put(trace, bench.run(trace)));
    }

    @Test
    void tracesAreWhatTheirNamesSay() {
        assertThat(Traces.badDay().alerts()).hasSize(500);
        assertThat(Traces.badDay().criticals()).isEqualTo(20);
        assertThat(Traces.quietWeek().criticals()).isEqualTo(1);
        assertThat(Traces.brokenLine().criticals()).isEqualTo(12);
    }

    @Test
    void everyCriticalAlertIsToldWithinAMinuteWhileASendIsPossible() {
        assertThat(thrifty(Traces.all()))
                .hasSize(8)
                .allSatisfy(r -> assertThat(r.possibleInTime()).isEqualTo(r.possible()));
    }

    @Test
    void whereTheLineBreaksMoreCriticalAlertsAreToldInTimeThanByOthersAndFewSendsAreRefused() {
        int ofOthers = RESULTS.getOrDefault(Traces.brokenLine(), List.of()).stream()
                .filter(r -> !r.sender().startsWith("ilink-notify"))
                .mapToInt(Result::criticalInTime)
                .max()
                .orElseThrow();

        assertThat(thrifty(List.of(Traces.brokenLine()))).hasSize(2).allSatisfy(r -> {
            assertThat(r.criticalInTime()).isGreaterThan(ofOthers);
            assertThat(r.refused()).isLessThanOrEqualTo(12);
        });
    }

    @Test
    void theWindowIsOpenAtTenPastThreeWhenRemindersAreAnswered() {
        List<Result> week = thrifty(List.of(Traces.quietWeek()));

        assertThat(week).hasSize(2).allSatisfy(r -> {
            assertThat(r.possible()).isEqualTo(1);
            assertThat(r.criticalInTime()).isEqualTo(1);
        });
    }

    @Test
    void nothingIsNeverTold() {
        assertThat(agents()).allSatisfy(r -> assertThat(r.told(Told.NEVER)).isZero());
    }

    /** Before names were told, six of ten were only counted. */
    @Test
    void whatSetsAlertsOfOneTitleApartIsTold() {
        assertThat(thrifty(List.of(Traces.badDay())))
                .allSatisfy(r -> assertThat(r.told(Told.COUNTED)).isLessThan(500 / 5));
    }

    @Test
    void nothingIsRefusedWhereTheLineHolds() {
        assertThat(thrifty(WHOLE))
                .hasSize(6)
                .allSatisfy(r -> assertThat(r.refused()).isZero());
    }

    @Test
    void nothingIsClaimedThatThePhoneDoesNotShow() {
        assertThat(agents()).allSatisfy(r -> assertThat(r.lies()).isZero());
        assertThat(RESULTS.get(Traces.badDay()))
                .filteredOn(r -> !r.sender().startsWith("ilink-notify"))
                .as("the others do: the bench can tell")
                .allSatisfy(r -> assertThat(r.lies()).isPositive());
    }

    @Test
    void thePageTellsWhatCameOut() throws IOException {
        String report = RESULTS.entrySet().stream()
                .map(entry -> "\n" + StormReport.of(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
        System.out.println(report);
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String now = page.substring(0, begin) + report + "\n" + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("storm.write")) {
            Files.writeString(PAGE, now);
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew: ./mvnw test -Dtest=StormBenchTest -Dstorm.write=true")
                .isEqualTo(now);
    }

    private static List<Result> thrifty(List<Trace> traces) {
        return traces.stream()
                .flatMap(trace -> RESULTS.getOrDefault(trace, List.of()).stream())
                .filter(r -> r.sender().startsWith(StormBench.THRIFTY))
                .toList();
    }

    private static List<Result> agents() {
        return RESULTS.values().stream()
                .flatMap(List::stream)
                .filter(r -> r.sender().startsWith("ilink-notify"))
                .toList();
    }
}
