package io.ilinknotify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.Startup;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The code map: which package uses which, and which room writes which table. A new edge is written down with its reason. */
class CodeMapTest {
    private static final String ROOT = "io.ilinknotify";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_FILE = 300;
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final Pattern USE = Pattern.compile("\\b(INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN) (\\w+)");

    private static final Map<String, Set<String>> USES = new TreeMap<>();
    private static final Map<String, Set<String>> WRITES = new TreeMap<>();
    private static final Map<String, Set<String>> READS = new TreeMap<>();

    static {
        // What everything stands on.
        uses("notification");
        uses("ilink");
        uses("health");
        uses("volume");
        // health: its writer must live; volume: a file that is damaged stops the start.
        uses("store", "health", "volume");
        // It shares nothing with the product, or one misreading of the protocol would pass twice.
        uses("simulator");
        // It talks to a running agent over HTTP, as any sender.
        uses("command");

        uses("outbox", "notification", "store");
        // ilink: what the person wrote is what opens a purse.
        uses("window", "ilink", "store");
        uses("render", "notification");
        // store: a database that cannot be written is answered 503; health: a request that lacks memory ends the
        // process; notification: the language of the pages.
        uses("http", "health", "notification", "store");
        // volume: access.json; http: 401, 403 and the words of the form.
        uses("access", "http", "volume");
        // health, here and below: a loop that must live. ilink: the session of an account; store: a refused token
        // survives a restart; volume: account.json; the rest: its pages.
        uses("account", "health", "http", "ilink", "store", "volume");
        // store: cursor and context are one transaction; volume: what another program left is imported into it.
        uses("inbound", "account", "health", "ilink", "store", "volume", "window");
        // http: where files are put while they come; outbox: what still refers to them.
        uses("media", "http", "notification", "outbox", "store", "volume");
        // notification: what every way in makes; http: every refusal; window: how it stands is in every answer.
        uses("intake", "http", "media", "notification", "outbox", "window");
        // volume: a damaged setting stops the start.
        uses("webhook", "http", "intake", "notification", "webhook.alerts", "webhook.clients");
        uses("webhook", "media", "webhook.template", "window");
        // access: a signature of Grafana's is a token, and some clients have theirs in the body.
        uses("webhook.alerts", "access", "http", "intake", "notification", "volume", "webhook", "webhook.template");
        uses("webhook.clients", "access", "http", "intake", "media", "notification", "outbox", "webhook");
        uses("webhook.template", "http", "intake", "notification", "volume", "webhook", "webhook.alerts");
        // webhook.template: the texts of jobs are templates like the operator's; store: runs with their table.
        uses("schedule", "health", "http", "intake", "notification", "outbox", "store", "webhook.template");
        // store: begin and settle are one transaction over outbox and purse; media: the contents of files.
        uses("delivery", "account", "delivery.policy", "health", "ilink", "notification", "outbox", "render", "store");
        uses("delivery", "media", "window");
        // Pure: neither the store nor the sender; of health the pauses between tries.
        uses("delivery.policy", "health", "notification", "outbox", "render", "window");
        // store: what it told is written down beside the outbox; volume: its token is a mounted file.
        uses("fallback", "account", "health", "notification", "outbox", "store", "volume");
        // They look at everything: one to tell people, one to read every room's settings.
        uses("status", "account", "delivery", "delivery.policy", "http", "ilink", "notification", "outbox", "schedule");
        // access, webhook: the names of clients and the addresses of foreign ones, for the recipes.
        uses("status", "access", "fallback", "intake", "media", "store", "webhook", "webhook.clients", "window");
        uses("config", "access", "account", "delivery.policy", "fallback", "http", "ilink", "notification", "outbox");
        uses("config", "media", "schedule", "store", "volume", "webhook", "window");

        WRITES.put("outbox", Set.of("notification", "body", "idempotency", "attachment", "unused_media"));
        WRITES.put("window", Set.of("purse"));
        WRITES.put(
                "delivery", Set.of("message", "carried", "mentioned", "attempt", "sender", "unsaid_count", "upload"));
        WRITES.put("fallback", Set.of("fallback", "fallback_channel"));
        WRITES.put("schedule", Set.of("job"));
        WRITES.put("store", Set.of("memo"));
        // Which tables of others a room reads; triggers keep "outbox_size".
        READS.put("outbox", Set.of("attempt", "carried", "fallback", "fallback_channel", "outbox_size"));
        READS.put("delivery", Set.of("notification", "body", "attachment"));
        READS.put("fallback", Set.of("notification"));
        READS.put("schedule", Set.of("notification"));
    }

    private static JavaClasses classes;

    private static void uses(String name, String... others) {
        USES.computeIfAbsent(name, n -> new TreeSet<>()).addAll(Set.of(others));
    }

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @TestFactory
    Stream<DynamicTest> aPackageUsesWhatTheMapSaysAndNothingOnItIsWithoutAUser() {
        Map<String, Set<String>> used = new TreeMap<>();
        classes.stream().filter(type -> !name(type).isEmpty()).forEach(type -> {
            Set<String> others = used.computeIfAbsent(name(type), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT + "."))
                    .map(CodeMapTest::name)
                    .filter(other -> !other.equals(name(type)))
                    .forEach(others::add);
        });
        return Stream.concat(USES.keySet().stream(), used.keySet().stream())
                .distinct()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(used.get(name)).isEqualTo(USES.get(name))));
    }

    @Test
    void eachTableHasOneRoomThatWritesItAndOthersReadOnlyWhatTheMapSays() throws IOException {
        Set<String> tables = TABLE.matcher(Files.readString(Path.of("src/main/resources/schema.sql")))
                .results()
                .map(table -> table.group(1))
                .collect(Collectors.toSet());
        Map<String, Set<String>> writes = new TreeMap<>();
        Map<String, Set<String>> reads = new TreeMap<>();
        for (String room :
                USES.keySet().stream().filter(name -> !name.contains(".")).toList()) {
            for (Path file : filesOf(room)) {
                USE.matcher(Files.readString(file))
                        .results()
                        .filter(use -> tables.contains(use.group(2)))
                        .forEach(use -> (use.group(1).equals("FROM")
                                                || use.group(1).equals("JOIN")
                                        ? reads
                                        : writes)
                                .computeIfAbsent(room, r -> new TreeSet<>())
                                .add(use.group(2)));
            }
        }
        reads.forEach((room, read) -> read.removeAll(writes.getOrDefault(room, Set.of())));
        reads.values().removeIf(Set::isEmpty);

        assertThat(writes).isEqualTo(WRITES);
        assertThat(reads).isEqualTo(READS);
        assertThat(writes.values().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
    }

    private static List<Path> filesOf(String room) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve("io/ilinknotify").resolve(room))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** The root starts the program, reads settings for its commands, and words a failed start. */
    @Test
    void nobodyUsesTheRoot() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(classes);
    }

    @Test
    void onlyTheStoreKnowsTheDatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("store"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
                .check(classes);
    }

    /** One that is made at its first use may be made, and read, within the read of somebody else: two of those block all reading. */
    @Test
    void noBeanIsMadeAtItsFirstUse() {
        classes()
                .that()
                .areAnnotatedWith(ApplicationScoped.class)
                .should()
                .beAnnotatedWith(Startup.class)
                .check(classes);
    }

    @Test
    void noPackageIsNamedAfterNothing() {
        assertThat(packages())
                .noneMatch(name -> Arrays.stream(name.split("\\."))
                        .anyMatch(Set.of("util", "utils", "common", "impl", "dto")::contains));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages().stream().map(name -> classes.getPackage(name)).toList())
                .isNotEmpty()
                .allMatch(p -> p.isAnnotatedWith(NullMarked.class), "has @NullMarked");
    }

    @Test
    void noFileIsTooLong() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > LONGEST_FILE)
                    .toList();

            assertThat(tooLong).isEmpty();
        }
    }

    private static Set<String> packages() {
        return classes.stream()
                .map(JavaClass::getPackage)
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The package below the root; empty for the root. */
    private static String name(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static String inside(String room) {
        return ROOT + "." + room + "..";
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
