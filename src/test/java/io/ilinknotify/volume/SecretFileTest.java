package io.ilinknotify.volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretFileTest {
    @TempDir
    Path dir;

    @Test
    void ignoresOneFinalNewlineOnly() throws IOException {
        assertThat(read("token\n")).isEqualTo("token");
        assertThat(read("token\r\n")).isEqualTo("token");
        assertThat(read("token")).isEqualTo("token");
        assertThat(read("token\n\n")).isEqualTo("token\n");
    }

    @Test
    @Timeout(20)
    void aPipeThatNobodyWritesIsNotWaitedFor() throws Exception {
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> SecretFile.read(pipe))
                .isInstanceOf(IOException.class)
                .hasMessage("it is no regular file");
    }

    private String read(String content) throws IOException {
        return SecretFile.read(Files.writeString(dir.resolve("secret"), content));
    }
}
