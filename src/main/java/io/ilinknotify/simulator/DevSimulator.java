package io.ilinknotify.simulator;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The simulator in dev mode: runs before the agent asks for its server, gives the same account after a hot reload, so
 * that the agent stays signed in, and prints where everything is. In any other profile there is no such bean.
 */
@Singleton
@IfBuildProfile("dev")
final class DevSimulator {
    private static final Logger LOG = Logger.getLogger(DevSimulator.class);
    private static final int BEFORE_THE_AGENT = 1;
    private static final int AFTER_THE_AGENT = 10_000;
    private static final int LOOKS = 100;
    private static final long SEED = 1;

    private @Nullable Simulator simulator;

    void start(
            @Observes @Priority(BEFORE_THE_AGENT) StartupEvent event,
            @ConfigProperty(name = "simulator.port") int port,
            @ConfigProperty(name = "ilink.base-url") URI agentsServer,
            @ConfigProperty(name = "ilink.poll-hold") Duration hold) {
        if (agentsServer.getPort() != port || !"127.0.0.1".equals(agentsServer.getHost())) {
            LOG.infof("ilink.base-url is %s: no simulator is started (ilink.cdn-url must fit it)", agentsServer);
            return;
        }
        SimulatedIlink ilink = new SimulatedIlink(Clock.systemUTC(), SEED).goesOn();
        ilink.rules.hold = hold;
        simulator = new Simulator(ilink, port);
    }

    /** Once: a hot reload leaves the HTTP server alone. Below all else that the start prints. */
    void show(
            @ObservesAsync HttpServerStart started,
            @ConfigProperty(name = "notify.access.tokens.dev", defaultValue = "") String sendToken,
            @ConfigProperty(name = "notify.access.operator-token", defaultValue = "") String operatorToken)
            throws InterruptedException {
        for (int i = 0; i < LOOKS && !Application.currentApplication().isStarted(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (simulator != null) {
            LOG.info(links(started.options().getPort(), simulator.phoneUrl(), sendToken, operatorToken));
        }
    }

    /** Dev mode's words: where to click, and lines to paste. */
    static String links(int port, String phoneUrl, String sendToken, String operatorToken) {
        String agent = "http://localhost:" + port;
        return """


                  1. Sign in   %s/login      (operator token: %s)
                  2. Phone     %s      scan, confirm, write one message to the bot
                  3. Status    %s/

                  Then send:
                  curl -H 'Authorization: Bearer %s' -d 'Hello from dev mode' %s/notify
                  curl -H 'Authorization: Bearer %s' -F text=Look -F file=@docs/picture.webp %s/notify
                """.formatted(agent, operatorToken, phoneUrl, agent, sendToken, agent, sendToken, agent);
    }

    void stop(@Observes @Priority(AFTER_THE_AGENT) ShutdownEvent event) {
        if (simulator != null) {
            simulator.close();
        }
    }
}
