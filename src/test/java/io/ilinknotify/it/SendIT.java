package io.ilinknotify.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** The executable as a client of a running agent. */
class SendIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    void sendsAndSaysByItsExitCodeWhatBecameOfIt() {
        installation.start();
        as(installation.senderToken);

        RunningAgent held = run(3, "send", "磁盘满了", "--title", "备份", "--priority", "high", "--tags=disk");
        RunningAgent refused = run(1, "send", "text", "--priority", "loud");
        as("wrong");
        RunningAgent stranger = run(1, "send", "text");
        as("");
        RunningAgent nobody = run(1, "send", "text");

        assertThat(held.output()).matches("held \\(signed-out\\) [0-9A-Z]{26}\\n");
        assertThat(refused.output()).startsWith("Refused with status 422: ").contains("priority");
        assertThat(stranger.output()).isEqualTo("The agent does not know this token (TOKEN or --token)\n");
        assertThat(nobody.output()).isEqualTo("The agent asks for a token: set TOKEN or give --token\n");
    }

    @Test
    void saysThatNobodyAnswersWhereNoAgentRuns() {
        as(installation.senderToken);

        assertThat(run(1, "send", "text").output()).startsWith("The agent at http://127.0.0.1:");
        assertThat(run(1, "health").output()).startsWith("Nothing answers at http://127.0.0.1:");
    }

    @Test
    void healthIsZeroOnceTheAgentIsReady() {
        installation.start();

        assertThat(run(0, "health").output()).isEmpty();
    }

    private void as(String token) {
        installation
                .set("NOTIFY", "http://127.0.0.1:" + installation.port + "/")
                .set("TOKEN", token);
    }

    private RunningAgent run(int exitCode, String... arguments) {
        RunningAgent command = installation.launch(arguments);
        assertThat(command.awaitExit(PATIENCE)).as(command.output()).isEqualTo(exitCode);
        return command;
    }
}
