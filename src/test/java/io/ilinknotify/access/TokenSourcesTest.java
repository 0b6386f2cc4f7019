package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        TokenStore.Made made = first.stored();
        assertThat(made.clients()).containsOnlyKeys("default");
        assertThat(made.clients().values()).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
        assertThat(second.stored()).isEqualTo(made);
        assertThat(find(first, made.clients().get("default"))).hasValue(Caller.client("default"));
        assertThat(find(first, made.operator().orElseThrow())).hasValue(Caller.theOperator());
        assertThat(Files.getPosixFilePermissions(dir.file("access.json"))).hasSize(2);
    }

    @Test
    void whatIsConfiguredIsNotMade() throws IOException {
        TokenSources.Reading reading = sources(
                        FixedAccessConfig.nothing().client("ci", CI).operator(OPERATOR))
                .first();

        assertThat(find(reading, CI)).hasValue(Caller.client("ci"));
        assertThat(find(reading, OPERATOR)).hasValue(Caller.theOperator());
        assertThat(dir.read("access.json")).isEmpty();
    }

    @Test
    void withoutTokensForSendingOnlyTheOperatorsIsMade() {
        TokenStore.Made made =
                sources(FixedAccessConfig.nothing().withoutTokens()).first().stored();

        assertThat(made.clients()).isEmpty();
        assertThat(made.operator()).isPresent();
    }

    @Test
    void anAddedClientDoesNotLockOutTheOneThatWasMade() {
        TokenStore.Made made = sources(FixedAccessConfig.nothing()).first().stored();

        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().client("ci", CI)).first();

        assertThat(find(reading, made.clients().get("default"))).hasValue(Caller.client("default"));
        assertThat(find(reading, CI)).hasValue(Caller.client("ci"));
    }

    @Test
    void aConfiguredTokenReplacesTheMadeOneOfItsName() {
        TokenStore.Made made = sources(FixedAccessConfig.nothing()).first().stored();

        TokenSources.Reading reading = sources(
                        FixedAccessConfig.nothing().client("default", CI).operator(OPERATOR))
                .first();

        assertThat(find(reading, made.clients().get("default"))).isEmpty();
        assertThat(find(reading, made.operator().orElseThrow())).isEmpty();
    }

    @Test
    void mountedFilesMayHoldSeveralTokensOfOneClient() throws IOException {
        Files.writeString(mounted.resolve("ci.old"), "an-old-token-0123456789\n");
        Files.writeString(mounted.resolve("ci.new"), CI);

        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().directory(mounted)).first();

        assertThat(find(reading, CI)).hasValue(Caller.client("ci"));
        assertThat(find(reading, "an-old-token-0123456789")).hasValue(Caller.client("ci"));
        assertThat(reading.stored().clients()).isEmpty();
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
        assertThat(find(reading, OPERATOR)).hasValue(Caller.theOperator());
    }

    @Test
    void theOperatorsTokenMayComeFromAFile() throws IOException {
        Path file = Files.writeString(temp.resolve("operator"), OPERATOR + "\n");

        TokenSources.Reading reading =
                sources(FixedAccessConfig.nothing().operatorFile(file)).first();

        assertThat(find(reading, OPERATOR)).hasValue(Caller.theOperator());
        assertThat(reading.stored().operator()).isEmpty();
    }

    @Test
    void aStartWithoutWhatIsConfiguredFailsInWords() throws IOException {
        Path weak = Files.writeString(temp.resolve("operator"), "change-me");

        assertThatThrownBy(() -> sources(FixedAccessConfig.nothing().operatorFile(temp.resolve("nowhere")))
                        .first())
                .isInstanceOf(StartupProblem.class)
                .hasMessage(
                        "notify.access.operator-token-file: " + temp + "/nowhere cannot be read (NoSuchFileException)");
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

    private static Optional<Caller> find(
            TokenSources.Reading reading, @org.jspecify.annotations.Nullable String token) {
        return token == null ? Optional.empty() : reading.tokens().find(token);
    }
}
