package io.ilinknotify;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The code map: which room may use which. A new edge is written down here, with its reason. */
class CodeMapTest {
    private static final String ROOT = "io.ilinknotify";
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int LONGEST_FILE = 300;

    /** Rooms that no other may use, and that are therefore on no list. */
    private static final Set<String> USED_BY_NOBODY = Set.of("config", "simulator", "status");

    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>();

    static {
        // What everything stands on.
        room("notification");
        room("ilink");
        room("health");
        room("volume");
        // health: its writer must live.
        room("store", "health");
        // It shares nothing with the product, or one misreading of the protocol would pass twice.
        room("simulator");

        room("outbox", "notification", "store");
        room("window", "notification", "store");
        room("render", "notification");
        // store: a database that cannot be written is answered 503; health: a request that lacks memory ends the
        // process.
        room("http", "health", "store");
        // volume: access.json; notification: the language of the form; http: 401 and 403.
        room("access", "http", "notification", "volume");
        // health, here and below: a loop that must live. ilink: the session of an account; store: a refused token
        // survives
        // a restart; volume: account.json; the rest: its pages.
        room("account", "access", "health", "http", "ilink", "notification", "store", "volume");
        // store: cursor and context are one transaction.
        room("inbound", "account", "health", "ilink", "store", "window");
        // notification: what every way in makes; http: every refusal; volume: a damaged setting stops the start.
        room("intake", "access", "http", "notification", "outbox", "volume", "window");
        room("webhook", "access", "http", "intake", "notification", "outbox", "volume", "window");
        // webhook: the texts of jobs are templates like the operator's; store: runs with their table.
        room("schedule", "health", "http", "intake", "notification", "outbox", "store", "volume", "webhook");
        // store: begin and settle are one transaction over outbox and purse.
        room("delivery", "account", "health", "ilink", "notification", "outbox", "render", "store", "window");
        // store: what it told is written down beside the outbox.
        room("fallback", "account", "health", "ilink", "notification", "outbox", "render", "store", "window");
        // They look at everything: one to tell people, one to read every room's settings.
        Set<String> all = MAY_USE.keySet().stream()
                .filter(room -> !USED_BY_NOBODY.contains(room))
                .collect(Collectors.toCollection(TreeSet::new));
        MAY_USE.put("status", all);
        MAY_USE.put("config", all);
    }

    private static JavaClasses classes;

    private static void room(String name, String... mayUse) {
        MAY_USE.put(name, Set.of(mayUse));
    }

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    @Test
    void everyRoomIsOnTheMap() {
        Set<String> rooms = classes.stream()
                .map(CodeMapTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(MAY_USE.keySet()).containsAll(rooms);
    }

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyWhatTheMapAllows() {
        return MAY_USE.keySet().stream()
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(inside(room))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(forbiddenTo(room))
                                .allowEmptyShould(true)
                                .check(classes)));
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

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }

    private static String[] forbiddenTo(String room) {
        return MAY_USE.keySet().stream()
                .filter(other -> !other.equals(room)
                        && !MAY_USE.getOrDefault(room, Set.of()).contains(other))
                .map(CodeMapTest::inside)
                .toArray(String[]::new);
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
