package io.ilinknotify.access;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.volume.StateDir;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class TokenRegistryTest {
    private static final String OLD = "an-old-token-0123456789";
    private static final String NEW = "a-new-token-0123456789";
    private static final String OPERATOR = "a-token-for-the-operator-0123456789";

    @TempDir
    Path temp;

    private StateDir dir;
    private Path mounted;
    private Path operator;

    @BeforeEach
    void volume() throws IOException {
        dir = StateDir.open(temp.resolve("state"));
        mounted = Files.createDirectory(temp.resolve("mounted"));
        Files.writeString(mounted.resolve("ci"), OLD);
        operator = Files.writeString(temp.resolve("operator"), OPERATOR);
    }

    @Test
    void takesOverWhatChangedInMountedFiles() throws IOException {
        TokenRegistry registry = registry();

        Files.writeString(mounted.resolve("ci"), NEW);
        Files.writeString(operator, OPERATOR + "-2");
        registry.readAgain();

        assertThat(registry.find(OLD)).isEmpty();
        assertThat(registry.find(NEW)).hasValue("ci");
        assertThat(registry.find(OPERATOR)).isEmpty();
        assertThat(registry.find(OPERATOR + "-2")).hasValue("operator");
    }

    @Test
    void keepsTheTokensOfBeforeWhileAFileIsGoneOrWrong() throws IOException {
        TokenRegistry registry = registry();

        Files.delete(operator);
        registry.readAgain();
        assertThat(registry.find(OPERATOR)).isPresent();

        Files.writeString(operator, "change-me");
        registry.readAgain();
        assertThat(registry.find(OPERATOR)).isPresent();
        assertThat(registry.find("change-me")).isEmpty();

        Files.writeString(dir.file("access.json"), "{");
        registry.readAgain();
        assertThat(registry.find(OLD)).isPresent();
    }

    @Test
    void takesOverARotatedToken() {
        TokenStore store = new TokenStore(dir);
        TokenRegistry registry =
                new TokenRegistry(FixedAccessConfig.nothing(), dir, new GuessLimit(new VirtualClock()));
        String before = requireNonNull(store.read().get("default")).value();

        String after = store.rotate("default");
        registry.readAgain();

        assertThat(after).isNotEqualTo(before);
        assertThat(registry.find(before)).isEmpty();
        assertThat(registry.find(after)).hasValue("default");
    }

    private TokenRegistry registry() {
        return new TokenRegistry(
                FixedAccessConfig.nothing().directory(mounted).operatorFile(operator),
                dir,
                new GuessLimit(new VirtualClock()));
    }
}
