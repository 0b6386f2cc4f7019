package io.ilinknotify.bench.storm;

import io.ilinknotify.bench.storm.Fate.Told;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The results as a table. */
final class StormReport {
    private static final String HEAD = """
            | sender | critical in time | of those possible | whole | line | counted | replaced | never | sends | refused \
            | longest silence | lies |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private StormReport() {}

    static String of(Trace trace, List<Result> results) {
        StringBuilder report = new StringBuilder("### " + trace.name() + "\n\n")
                .append(trace.alerts().size())
                .append(" alerts, ")
                .append(trace.criticals())
                .append(" of them critical.\n\n")
                .append(HEAD);
        results.forEach(result -> report.append(row(result)));
        return report.toString();
    }

    private static String row(Result r) {
        return "| " + r.sender() + " | " + r.criticalInTime() + " of " + r.critical() + " | " + r.possibleInTime()
                + " of " + r.possible() + " | " + share(r, Told.WHOLE) + " | " + share(r, Told.LINE) + " | "
                + share(r, Told.COUNTED) + " | " + share(r, Told.REPLACED) + " | " + share(r, Told.NEVER) + " | "
                + r.sends() + " | " + r.refused() + " | " + time(r.longestSilence()) + " | " + r.lies() + " |\n";
    }

    private static String share(Result r, Told how) {
        return String.format(
                Locale.ROOT, "%.0f %%", 100.0 * r.told(how) / r.fates().size());
    }

    private static String time(Duration d) {
        if (d.compareTo(Duration.ofMinutes(2)) < 0) {
            return d.toSeconds() + " s";
        }
        return d.compareTo(Duration.ofHours(3)) < 0 ? d.toMinutes() + " min" : d.toHours() + " h";
    }
}
