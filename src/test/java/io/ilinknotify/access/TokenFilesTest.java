package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class TokenFilesTest {
    @TempDir
    Path dir;

    private final List<String> unreadable = new ArrayList<>();

    @BeforeEach
    void aMountedSecretOfKubernetes() throws IOException {
        Path version = Files.createDirectory(dir.resolve("..2026_11_22_00_00_00.123"));
        Files.writeString(version.resolve("ci.old"), "an-old-token-0123456789\n");
        Files.writeString(version.resolve("ci.new"), "a-new-token-0123456789");
        Files.createSymbolicLink(dir.resolve("..data"), version.getFileName());
        Files.createSymbolicLink(dir.resolve("ci.old"), Path.of("..data", "ci.old"));
        Files.createSymbolicLink(dir.resolve("ci.new"), Path.of("..data", "ci.new"));
    }

    @Test
    void readsOneTokenAFileNamedUpToTheFirstDot() throws IOException {
        List<NamedToken> tokens = TokenSources.mounted(dir, unreadable::add);

        assertThat(tokens)
                .extracting(NamedToken::name, NamedToken::value)
                .containsExactly(tuple("ci", "a-new-token-0123456789"), tuple("ci", "an-old-token-0123456789"));
        assertThat(unreadable).isEmpty();
    }

    @Test
    void skipsHiddenFilesAndDirectories() throws IOException {
        Files.writeString(dir.resolve(".hidden"), "a-hidden-token-0123456789");
        Files.createDirectory(dir.resolve("lost+found"));

        assertThat(TokenSources.mounted(dir, unreadable::add)).hasSize(2);
    }

    @Test
    @Timeout(20)
    @DisabledOnOs(OS.WINDOWS)
    void aPipeThatNobodyWritesIsNotWaitedFor() throws Exception {
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        List<NamedToken> tokens = TokenSources.mounted(dir, unreadable::add);

        assertThat(tokens).hasSize(2);
        assertThat(unreadable).containsExactly(pipe + ": cannot be read (it is no regular file)");
    }

    @Test
    void aBadFileIsToldAndTheOthersStay() throws IOException {
        Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.write(dir.resolve("huge"), new byte[5000]);
        Files.createSymbolicLink(dir.resolve("dangling"), Path.of("..data", "gone"));

        List<NamedToken> tokens = TokenSources.mounted(dir, unreadable::add);

        assertThat(tokens).hasSize(2);
        assertThat(unreadable)
                .containsExactly(
                        dir + "/binary: cannot be read (MalformedInputException)",
                        dir + "/dangling: cannot be read (NoSuchFileException)",
                        dir + "/huge: cannot be read (too long for a token)");
    }

    @Test
    void aMissingDirectoryIsAnError() {
        assertThatThrownBy(() -> TokenSources.mounted(dir.resolve("nowhere"), unreadable::add))
                .isInstanceOf(StartupProblem.class);
    }
}
