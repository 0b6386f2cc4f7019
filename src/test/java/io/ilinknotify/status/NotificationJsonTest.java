package io.ilinknotify.status;

import io.ilinknotify.intake.Entries;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationJsonTest {
    @Test
    void howMuchWasToldIsSaidOnlyOfWhatIsKnownToHaveArrived() {
        assertThat(NotificationJson.of(Entries.carried(State.SENT)).told()).isEqualTo("whole");
        assertThat(NotificationJson.of(Entries.carried(State.UNCONFIRMED)).told())
                .isNull();
        assertThat(NotificationJson.of(Entries.carried(State.UNKNOWN)).told()).isNull();
    }
}
