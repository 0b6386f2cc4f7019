package io.ilinknotify.intake;

import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;

import jakarta.inject.Inject;
import java.time.Clock;

import static io.restassured.RestAssured.given;

/** The agent over HTTP, with an outbox and a purse that stand as each test says. */
public class FakedIntake {
    @Inject
    Store store;

    @Inject
    OutboxConfig outboxConfig;

    @Inject
    WindowConfig windowConfig;

    protected FakeOutbox outbox;
    FakePurse purse;

    @BeforeEach
    void fake() {
        outbox = new FakeOutbox(store, outboxConfig, Clock.systemUTC());
        purse = new FakePurse(store, windowConfig, Clock.systemUTC());
        QuarkusMock.installMockForType(outbox, Outbox.class);
        QuarkusMock.installMockForType(purse, Purse.class);
    }

    protected static RequestSpecification client() {
        return given().header("Authorization", "Bearer test-token-for-sending-0123456789");
    }

    protected static RequestSpecification operator() {
        return given().header("Authorization", "Bearer test-token-of-the-operator-0123456789");
    }
}
