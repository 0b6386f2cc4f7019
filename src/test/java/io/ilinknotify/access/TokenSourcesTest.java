package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenSourcesTest {
    private static final String CI = "a-token-for-ci-0123456789";
    private static final String OPERATOR = "a-token-for-the-operator-0123456789";

    @TempDir
    Path temp;

    private StateDir dir;
    private Path mounted;

    @BeforeEach
    void volume() throws IOException {
        dir = StateDir.open(temp.resolve("state"));
        mounted = Files.createDirectory(temp.resolve("mounted"));
    }

    @Test
    void theFirstStartWithNothingMakesOneOfEachAndKeepsThem() throws IOException {
        TokenSources.Reading first = sources(FixedAccessConfig.nothing()).first();
        TokenSources.Reading second = sources(FixedAccessConfig.nothing()).first();

        Map<String, NamedToken> made = first.made();
        assertThat(made).containsOnlyKeys("default", "operator");
        assertThat(made.values()).allMatch(token -> token.value().matches("[A-Za-z0-9_-]{43}"));
        assertThat(second.made()).isEqualTo(made);
        assertThat(find(first, made.get("default"))).hasValue("default");
        assertThat(find(first, made.get("operator"))).hasValue("operator");
        assertThat(Files.getPosixFilePermissions(dir.file("access.json"))).hasSize(2);
    }

    @Test
    void whatIsConfiguredIsNotMade() throws IOException {
        TokenSources.Reading reading = sources(
                        FixedAccessConfig.nothing().client("ci", CI).operator(OPERATOR))
                .first();

        assertThat(find(reading, CI)).hasValue("ci");
        assertThat(find(reading, OPERATOR)).hasValue("operator");
        assertThat(dir.read("access.json")).isEmpty();
    }

    @Test
    void withoutTokensForSendingOnlyTheOperatorsIsMade() {
        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().withoutTokens()).first();

        assertThat(reading.made()).containsOnlyKeys("operator");
    }

    @Test
    void anAddedClientDoesNotLockOutTheOneThatWasMade() {
        Map<String, NamedToken> made =
                sources(FixedAccessConfig.nothing()).first().made();

        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().client("ci", CI)).first();

        assertThat(find(reading, made.get("default"))).hasValue("default");
        assertThat(find(reading, CI)).hasValue("ci");
    }

    @Test
    void aConfiguredTokenReplacesTheMadeOneOfItsName() {
        Map<String, NamedToken> made =
                sources(FixedAccessConfig.nothing()).first().made();

        TokenSources.Reading reading = sources(
                        FixedAccessConfig.nothing().client("default", CI).operator(OPERATOR))
                .first();

        assertThat(find(reading, made.get("default"))).isEmpty();
        assertThat(find(reading, made.get("operator"))).isEmpty();
    }

    @Test
    void mountedFilesMayHoldSeveralTokensOfOneClient() throws IOException {
        Files.writeString(mounted.resolve("ci.old"), "an-old-token-0123456789\n");
        Files.writeString(mounted.resolve("ci.new"), CI);

        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().directory(mounted)).first();

        assertThat(find(reading, CI)).hasValue("ci");
        assertThat(find(reading, "an-old-token-0123456789")).hasValue("ci");
        assertThat(reading.made()).containsOnlyKeys("operator");
    }

    @Test
    void aWeakMountedTokenIsOneWarningWithoutTheToken() throws IOException {
        Files.writeString(mounted.resolve("weak"), "hunter2");
        Files.writeString(mounted.resolve("same"), OPERATOR);
        Files.writeString(mounted.resolve("ci"), CI);

        TokenSources.Reading reading = sources(
                        FixedAccessConfig.nothing().directory(mounted).operator(OPERATOR))
                .first();

        assertThat(reading.warnings())
                .containsExactly(
                        mounted + "/same: is the operator's token too; a client needs one of its own; it is not used",
                        mounted + "/weak: has 7 characters; a token needs at least 20; it is not used");
        assertThat(find(reading, CI)).isPresent();
        assertThat(find(reading, "hunter2")).isEmpty();
        assertThat(find(reading, OPERATOR)).hasValue("operator");
    }

    @Test
    void theOperatorsTokenMayComeFromAFile() throws IOException {
        Path file = Files.writeString(temp.resolve("operator"), OPERATOR + "\n");

        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().operatorFile(file)).first();

        assertThat(find(reading, OPERATOR)).hasValue("operator");
        assertThat(reading.made()).containsOnlyKeys("default");
    }

    @Test
    void aStartWithoutWhatIsConfiguredFailsInWords() throws IOException {
        Path weak = Files.writeString(temp.resolve("operator"), "change-me");

        assertThatThrownBy(() -> sources(FixedAccessConfig.nothing().operatorFile(temp.resolve("nowhere")))
                        .first())
                .isInstanceOf(StartupProblem.class)
                .hasMessage(
                        "notify.access.operator-token-file: " + temp + "/nowhere cannot be read (NoSuchFileException)."
                                + " Mount the Secret there, or remove the setting.");
        assertThatThrownBy(() ->
                        sources(FixedAccessConfig.nothing().operatorFile(weak)).first())
                .isInstanceOf(StartupProblem.class)
                .hasMessageStartingWith("notify.access.operator-token-file: " + weak + ": is a placeholder");
        assertThatThrownBy(() -> sources(FixedAccessConfig.nothing().directory(temp.resolve("nowhere")))
                        .first())
                .isInstanceOf(StartupProblem.class)
                .hasMessage("notify.access.tokens-dir: " + temp
                        + "/nowhere cannot be read as a directory (NoSuchFileException)");
    }

    @Test
    void aDamagedFileStopsTheStartAndStaysAsItIs() throws IOException {
        for (String content :
                new String[] {"", "{", "[]", "{\"tokens\":{\"a\":1}}", "{\"secret\":\"s3cret\"}", "{} {}"}) {
            Files.writeString(dir.file("access.json"), content);

            assertThatThrownBy(() -> sources(FixedAccessConfig.nothing()).first())
                    .as(content)
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageStartingWith(dir.file("access.json") + " is damaged (")
                    .hasMessageContaining("Repair it, or move it away")
                    .hasMessageNotContaining("s3cret");
            assertThat(dir.file("access.json")).hasContent(content);
        }
    }

    private TokenSources sources(AccessConfig config) {
        return new TokenSources(config, new TokenStore(dir));
    }

    private static Optional<String> find(TokenSources.Reading reading, @Nullable NamedToken token) {
        return token == null ? Optional.empty() : find(reading, token.value());
    }

    private static Optional<String> find(TokenSources.Reading reading, String token) {
        return reading.tokens().find(token);
    }
}
