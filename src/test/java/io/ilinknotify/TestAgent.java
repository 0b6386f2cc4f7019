package io.ilinknotify;

import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Simulator;
import io.restassured.specification.RequestSpecification;

import java.util.List;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** The agent of a {@code @QuarkusTest} in the operator's hands; nearly all of them share one, and its volume. */
public final class TestAgent {
    public static final String OPERATOR = "test-token-of-the-operator-0123456789";
    public static final String SENDER = "test-token-for-sending-0123456789";

    private TestAgent() {}

    /** Before a test that signs in, so that it finds nothing of others, and after it, so that others find nothing of it. */
    public static void nobodyIsSignedInAndNothingWaits(Simulator simulator) {
        simulator.ilink().noMoreFaults();
        simulator.ilink().rules().digits = false;
        simulator.ilink().rules().baseUrl = null;
        simulator.ilink().rules().redirectHost = null;
        simulator.ilink().rules().withoutBotId = false;
        operator().post("/login/sign-out").then().statusCode(303);
        for (String state : List.of("queued", "held")) {
            List<String> waiting;
            while (!(waiting = waiting(state)).isEmpty()) {
                waiting.forEach(id -> operator().delete("/notifications/" + id));
            }
        }
    }

    /** A code that has just expired takes a moment to be renewed. */
    public static void scan(Phone phone) {
        await().ignoreExceptionsInstanceOf(IllegalStateException.class).until(() -> {
            phone.scan();
            return true;
        });
    }

    /** A request with the operator's token; redirects are answers. */
    public static RequestSpecification operator() {
        return given().auth().preemptive().oauth2(OPERATOR).redirects().follow(false);
    }

    private static List<String> waiting(String state) {
        return operator()
                .get("/notifications?limit=100&state=" + state)
                .jsonPath()
                .getList("items.id", String.class);
    }
}
