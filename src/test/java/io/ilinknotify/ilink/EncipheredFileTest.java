package io.ilinknotify.ilink;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The expected values are those of {@code openssl enc -aes-128-ecb -K KEY} and {@code md5sum}. */
class EncipheredFileTest {
    private static final String FILE_KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "hello, 000102030405060708090a0b0c0d0e0f, 5d8749e2af7531b2bf6661e9e5daf012",
        "0123456789abcdef, 000102030405060708090a0b0c0d0e0f,"
                + "281567ab2f4cf0d73d3198225b8b8393954f64f2e4e86e9eee82d20216684899",
        "磁盘满了, ffeeddccbbaa99887766554433221100, cbcb1b6fb640f9901cf42598189b5180"
    })
    void aKnownFileAndKeyGiveAKnownCiphertext(String text, String key, String cipher) throws IOException {
        EncipheredFile file = EncipheredFile.of(file(text), FILE_KEY, key);

        try (InputStream in = file.open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(cipher);
            assertThat(file.cipherSize()).isEqualTo(bytes.length);
        }
    }

    @Test
    void knowsSizeAndDigestOfThePlainFile() throws IOException {
        EncipheredFile file = EncipheredFile.of(file("hello"));

        assertThat(file.plainSize()).isEqualTo(5);
        assertThat(file.md5()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    }

    @ParameterizedTest
    @CsvSource({"0, 16", "1, 16", "15, 16", "16, 32", "17, 32", "10485760, 10485776"})
    void thePaddingIsAWholeBlockWhenTheFileEndsWithOne(int plain, long cipher) throws IOException {
        Path path = Files.write(folder.resolve("zeros"), new byte[plain]);

        EncipheredFile file = EncipheredFile.of(path);

        try (InputStream in = file.open()) {
            assertThat(file.cipherSize())
                    .isEqualTo(cipher)
                    .isEqualTo(in.transferTo(java.io.OutputStream.nullOutputStream()));
        }
    }

    @Test
    void everyFileHasKeysOfItsOwn() throws IOException {
        Path path = file("hello");

        EncipheredFile one = EncipheredFile.of(path);
        EncipheredFile two = EncipheredFile.of(path);

        assertThat(new String[] {one.key(), one.fileKey(), two.key(), two.fileKey()})
                .doesNotHaveDuplicates()
                .allSatisfy(key -> assertThat(key).matches("[0-9a-f]{32}"));
    }

    @Test
    void aMissingFileIsToldByAnException() {
        assertThatThrownBy(() -> EncipheredFile.of(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("plain"), text);
    }
}
