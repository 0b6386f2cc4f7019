package io.ilinknotify.store;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A process was killed, and its journal is not as it left it: nothing that was acknowledged is lost without a word. */
class JournalTest {
    private static final List<String> SCHEMA = List.of("CREATE TABLE note (words TEXT NOT NULL);");
    private static final int COMMITS = 20;
    private static final int HEADER = 32;
    private static final int FRAME = 24 + 4096;

    @TempDir
    Path directory;

    private byte[] database = {};
    private byte[] journal = {};

    @BeforeEach
    void killInTheMiddle() throws IOException {
        Path file = directory.resolve("running.db");
        try (Store store = Store.open(new Database(file, SCHEMA, true))) {
            for (int i = 0; i < COMMITS; i++) {
                String words = "note " + i + " " + "x".repeat(1000);
                store.write(tx -> tx.update("INSERT INTO note (words) VALUES (?)", words))
                        .join();
            }
            database = Files.readAllBytes(file);
            journal = Files.readAllBytes(directory.resolve("running.db-wal"));
        }
    }

    @Test
    void oneThatIsAsItWasLeftIsRead() throws IOException {
        assertThat(notes(journal)).isEqualTo(COMMITS);
    }

    /** In the page, in its number, its salt, its checksum. */
    @ParameterizedTest
    @ValueSource(ints = {24, 24 + 2000, 24 + 4095, 0, 8, 16})
    void aDamagedFrameIsRefusedUnlessItIsOfTheLastCommit(int place) throws IOException {
        int last = lastCommitBegins();
        for (int at = HEADER; at < journal.length; at += FRAME) {
            byte[] damaged = journal.clone();
            damaged[at + place] ^= 0x10;
            if (at < last) {
                assertThatThrownBy(() -> notes(damaged))
                        .as("frame at %s", at)
                        .isInstanceOf(DatabaseRefused.class)
                        .hasMessageContaining("a page of killed.db-wal is damaged");
                assertThat(directory.resolve("killed.db-wal")).hasBinaryContent(damaged);
            } else {
                assertThat(notes(damaged)).isEqualTo(COMMITS - 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 17, 25})
    void aDamagedHeaderIsRefused(int place) {
        byte[] damaged = journal.clone();
        damaged[place] ^= 0x10;

        assertThatThrownBy(() -> notes(damaged)).isInstanceOf(DatabaseRefused.class);
    }

    @Test
    void aLastCommitThatThePowerCutOffIsNoDamage() throws IOException {
        int last = lastCommitBegins();
        for (int end = last; end < journal.length; end += 1000) {
            assertThat(notes(Arrays.copyOf(journal, end))).isEqualTo(COMMITS - 1);
            byte[] neverWritten = journal.clone();
            Arrays.fill(neverWritten, end, journal.length, (byte) 0);
            assertThat(notes(neverWritten)).isEqualTo(COMMITS - 1);
        }
    }

    @Test
    void anEmptyOneAndOneOfZerosAreNone() throws IOException {
        long inTheDatabase = notes(new byte[0]);

        assertThat(notes(new byte[journal.length])).isEqualTo(inTheDatabase);
    }

    private int lastCommitBegins() {
        int frame = journal.length - FRAME;
        while (frame > HEADER && !isCommit(frame - FRAME)) {
            frame -= FRAME;
        }
        return frame;
    }

    private boolean isCommit(int frame) {
        return (journal[frame + 4] | journal[frame + 5] | journal[frame + 6] | journal[frame + 7]) != 0;
    }

    private long notes(byte[] wal) throws IOException {
        Path killed = directory.resolve("killed.db");
        Files.write(killed, database);
        Files.write(directory.resolve("killed.db-wal"), wal);
        Files.deleteIfExists(directory.resolve("killed.db-shm"));
        try (Store store = Store.open(new Database(killed, SCHEMA, true))) {
            return store.read(tx -> tx.first("SELECT count(*) AS n FROM note", row -> row.number("n")))
                    .orElseThrow();
        }
    }
}
