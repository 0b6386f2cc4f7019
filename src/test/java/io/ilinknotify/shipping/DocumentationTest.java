package io.ilinknotify.shipping;

import io.ilinknotify.config.EarlySettings;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What people read is what there is: settings with their defaults, metrics and alerts. */
class DocumentationTest {
    private static final Path README = Path.of("README.md");
    private static final Path CHINESE = Path.of("docs/README.zh.md");
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final Path SETTINGS = Path.of("docs/settings.md");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| (`(?:notify|ilink)\\..*?) \\| (\\S+) \\|");
    private static final Pattern METRIC = Pattern.compile("\"ilink_notify_([a-z_]+?)(?:_total)?\"");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    @Test
    void everySettingIsDocumentedWithItsDefault() {
        Map<String, String> there = new TreeMap<>();
        EarlySettings.ROOTS.forEach(root ->
                root.getProperties().forEach((name, value) -> there.put(name, value == null ? "–" : value)));
        there.keySet().removeIf(name -> name.endsWith("[*]"));
        Map<String, String> documented = new TreeMap<>();
        SETTING_ROW
                .matcher(read(SETTINGS))
                .results()
                .forEach(row -> CODE.matcher(row.group(1))
                        .results()
                        .forEach(name ->
                                documented.put(name.group(1), row.group(2).replace("`", ""))));

        assertThat(documented).isEqualTo(there);
    }

    @Test
    void bothReadmesNameTheSameThings() {
        assertThat(names(CHINESE)).isEqualTo(names(README));
        assertThat(commands(CHINESE)).isEqualTo(commands(README));
        assertThat(read(README)).contains("(docs/README.zh.md)");
        assertThat(read(CHINESE)).contains("(../README.md)");
    }

    @Test
    void everyMetricSaysWhatToDo() {
        Set<String> metrics = found(METRIC, sources());

        assertThat(metrics).hasSizeGreaterThan(15);
        assertThat(metrics)
                .allSatisfy(metric ->
                        assertThat(read(OPERATIONS)).containsPattern("`ilink_notify_" + metric + "(_total)?[`{]"));
    }

    @Test
    void everyAlertSaysWhatToDo() {
        Set<String> alerts = found(ALERT, Stream.of(read(Path.of("k8s/components/monitoring/prometheusrule.yaml"))));

        assertThat(alerts)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(read(OPERATIONS)).contains("`" + alert + "`"));
    }

    /** Settings, metrics, paths, states: everything in the running text that is set as code. */
    private static Set<String> names(Path readme) {
        return found(CODE, Stream.of(FENCED.matcher(read(readme)).replaceAll("")));
    }

    /** What can be pasted, without the comments, which are translated. */
    private static List<String> commands(Path readme) {
        return FENCED.matcher(read(readme))
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("(^| +)# .*", "").stripTrailing())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Set<String> found(Pattern pattern, Stream<String> texts) {
        return texts.flatMap(text -> pattern.matcher(text).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The product's code. */
    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/simulator/"))
                    .map(DocumentationTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
