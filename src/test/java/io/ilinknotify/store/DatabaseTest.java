package io.ilinknotify.store;

import io.ilinknotify.volume.StartupProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseTest {
    private static final String FIRST = "CREATE TABLE note (words TEXT NOT NULL);";
    private static final String SECOND = "ALTER TABLE note ADD COLUMN author TEXT;";

    @TempDir
    Path directory;

    @Test
    void aNewerOneIsRefusedInOneSentenceAndLeftAsItIs() throws IOException {
        Store.open(database(FIRST, SECOND)).close();
        byte[] before = Files.readAllBytes(file());

        assertThatThrownBy(() -> Store.open(database(FIRST)))
                .isInstanceOf(StartupProblem.class)
                .hasMessage(
                        file() + " was written by a newer ilink-notify (schema 2, this one knows 1). Start the newer"
                                + " version, or restore " + file() + ".v1, the copy that was made before the upgrade.");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void oneOfAnotherProgramIsRefusedInOneSentence() {
        try (SqliteConnection other = new Database(file(), List.of(), true).connect(false)) {
            other.update("CREATE TABLE theirs (a TEXT)");
        }

        assertThatThrownBy(() -> Store.open(database(FIRST)))
                .isInstanceOf(StartupProblem.class)
                .hasMessage(file() + " is a database of another program. It is left as it is. Stop the agent, put a"
                        + " backup in its place (with no agent.db-wal and agent.db-shm beside it), or move all three"
                        + " away to start with an empty queue; the account stays signed in.");
    }

    @Test
    void whatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
        for (String content :
                new String[] {"short", "no database at all, and longer than a header of one. ".repeat(200)}) {
            Files.writeString(file(), content);

            assertThatThrownBy(() -> Store.open(database(FIRST)))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageStartingWith(file() + " cannot be ")
                    .hasMessageContaining("It is left as it is. Stop the agent, put a backup in its place");
            assertThat(file()).hasContent(content);
        }
    }

    @Test
    void anOlderOneIsCopiedBeforeItIsBroughtUpToDate() {
        try (Store old = Store.open(database(FIRST))) {
            assertThat(old.write(tx -> tx.update("INSERT INTO note (words) VALUES ('kept')"))
                            .join())
                    .isEqualTo(1);
        }

        try (Store today = Store.open(database(FIRST, SECOND))) {
            assertThat(words(today)).containsExactly("kept");
        }

        Path copy = file().resolveSibling("test.db.v1");
        try (Store restored = Store.open(new Database(copy, List.of(FIRST), true))) {
            assertThat(words(restored)).containsExactly("kept");
        }
    }

    private static List<String> words(Store store) {
        return store.read(tx -> tx.all("SELECT words FROM note", row -> row.text("words")));
    }

    private Database database(String... migrations) {
        return new Database(file(), List.of(migrations), true);
    }

    private Path file() {
        return directory.resolve("test.db");
    }
}
