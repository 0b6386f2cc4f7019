package io.ilinknotify.status;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.SeeOther;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NotificationFilterTest {
    @Test
    void readsWhatTheAddressSays() {
        NotificationFilter filter = filter(Map.of("state", " HELD ", "priority", "5", "client", "ci", "q", "50 %&x"));

        OutboxQuery query = filter.query(20);

        assertThat(query.state()).contains(State.HELD);
        assertThat(query.priority()).contains(Priority.CRITICAL);
        assertThat(query.client()).contains("ci");
        assertThat(query.words()).contains("50 %&x");
        assertThat(filter.isNarrow()).isTrue();
        assertThat(filter.address()).isEqualTo("/?q=50+%25%26x&state=held&priority=5&client=ci");
        assertThat(filter.after("01JCQ0000000000000000000AA")).endsWith("&before=01JCQ0000000000000000000AA");
    }

    @Test
    void itsPageCanBeLedBackToWhateverIsLookedFor() {
        NotificationFilter filter = filter(Map.of("q", "告".repeat(100), "client", "ci", "state", "held"));

        assertThat(SeeOther.ownPath(filter.address())).isEqualTo(filter.address());
    }

    @Test
    void emptyFieldsOfAFormChooseNothing() {
        NotificationFilter filter = filter(Map.of("state", "", "priority", "", "client", "", "q", " "));

        assertThat(filter.query(20)).isEqualTo(OutboxQuery.newest(20));
        assertThat(filter.isNarrow()).isFalse();
        assertThat(filter.address()).isEqualTo("/");
        assertThat(filter(Map.of("state", "open")).query(20).open()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"state, lost", "priority, very", "before, x", "q, %s"})
    void refusesWhatItDoesNotKnow(String name, String value) {
        NotificationFilter filter = filter(Map.of(name, value.replace("%s", "x".repeat(101))));

        assertThatThrownBy(() -> filter.query(20)).isInstanceOf(ProblemException.class);
    }

    private static NotificationFilter filter(Map<String, String> given) {
        return NotificationFilter.of(new MultivaluedHashMap<>(given));
    }
}
