package io.ilinknotify;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.access.TokensCommand;
import io.ilinknotify.command.HealthCommand;
import io.ilinknotify.command.SendCommand;
import io.ilinknotify.config.EarlySettings;
import io.ilinknotify.config.NotifyConfig;
import io.ilinknotify.http.Connections;
import io.ilinknotify.http.RequestHead;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.inbound.ImportCommand;
import io.ilinknotify.store.SqliteLibrary;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The executable: without arguments the agent, else a command that ends by itself and starts nothing. */
@QuarkusMain
public final class Main {
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = """
            Usage: ilink-notify                        run the agent
                   ilink-notify tokens                 show the tokens that the agent made
                   ilink-notify tokens --rotate NAME   replace one of them; a running agent takes it over within 10 s
                   ilink-notify import FILE            take the account of another program: the file or the folder of
                                                       OpenClaw's plugin, or a wechat.json; into a volume that has one
                                                       only with --replace
                   ilink-notify send TEXT|-            send a notification to a running agent: [--title T] [--priority P]
                                                       [--tags A,B] [--url U] [--thread T] [--dedup-key K] [--ttl 12h]
                                                       [--file F]... [--wait 30s] [--server URL] [--token TOKEN];
                                                       address and token else from NOTIFY and TOKEN. Exit code: 0 sent,
                                                       3 stored but not sent, 1 refused
                   ilink-notify health                 exit code 0 when the agent of this machine is ready, else 1
                   ilink-notify --help | --version
            Settings come from the environment (NOTIFY_STATE_DIR=...), and from config/application.yaml or
            config/application.properties in the working directory.""";

    private Main() {}

    public static void main(String... args) {
        SqliteLibrary.findBesideTheProgram();
        if (args.length == 0) {
            RequestHead.tidyAddresses();
            Connections.Hook.enable();
            Quarkus.run(null, StartFailure::exit, args);
        } else {
            System.exit(command(List.of(args), System.out, System.err));
        }
    }

    /** Does what the arguments say; gives the exit code. */
    static int command(List<String> args, PrintStream out, PrintStream err) {
        return switch (args.getFirst()) {
            case "tokens" -> tokens(args.subList(1, args.size()), out, err);
            case "import" -> imports(args.subList(1, args.size()), out, err);
            case "send" ->
                new SendCommand(System.getenv(), System.in, out, err)
                        .run(args.subList(1, args.size()))
                        .orElseGet(() -> usage(err));
            case "health" -> args.size() == 1 ? health(out, err) : usage(err);
            case "--help", "-h", "help" -> {
                out.println(USAGE);
                yield 0;
            }
            case "--version", "-V", "version" -> {
                out.println("ilink-notify " + version());
                yield 0;
            }
            default -> usage(err);
        };
    }

    private static int tokens(List<String> args, PrintStream out, PrintStream err) {
        boolean rotate = args.size() == 2 && args.getFirst().equals("--rotate");
        if (!args.isEmpty() && !rotate) {
            return usage(err);
        }
        try {
            SmallRyeConfig settings = EarlySettings.read(Map.of());
            TokensCommand command =
                    new TokensCommand(settings.getConfigMapping(AccessConfig.class), stateDir(settings), out, err);
            return rotate ? command.rotate(args.getLast()) : command.show();
        } catch (ConfigValidationException | StartupProblem e) {
            return refused(e, err);
        }
    }

    private static int imports(List<String> args, PrintStream out, PrintStream err) {
        boolean replace = args.size() == 2 && args.getLast().equals("--replace");
        if (args.isEmpty() || args.size() > 2 || (args.size() == 2 && !replace)) {
            return usage(err);
        }
        try {
            SmallRyeConfig settings = EarlySettings.read(Map.of());
            URI base = settings.getConfigMapping(IlinkConfig.class).baseUrl();
            new ImportCommand(stateDir(settings), base, settings.getConfigMapping(WindowConfig.class), out)
                    .run(Path.of(args.getFirst()), replace);
            return 0;
        } catch (ConfigValidationException | StartupProblem | IOException e) {
            return refused(e, err);
        }
    }

    private static Path stateDir(SmallRyeConfig settings) {
        return settings.getConfigMapping(NotifyConfig.class).stateDir();
    }

    private static int health(PrintStream out, PrintStream err) {
        try {
            return new HealthCommand(EarlySettings.read(Map.of()), out).run();
        } catch (ConfigValidationException e) {
            return refused(e, err);
        }
    }

    private static int refused(Exception reason, PrintStream err) {
        switch (reason) {
            case ConfigValidationException e ->
                err.println("The settings are wrong:\n  " + String.join("\n  ", EarlySettings.problems(e)));
            case NoSuchFileException e -> err.println(e.getMessage() + " does not exist");
            default -> err.println(reason.getMessage());
        }
        return TokensCommand.REFUSED;
    }

    private static int usage(PrintStream err) {
        err.println(USAGE);
        return WRONG_USAGE;
    }

    /** Written by the build. */
    private static String version() {
        try (@Nullable InputStream in = Main.class.getResourceAsStream("/version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
