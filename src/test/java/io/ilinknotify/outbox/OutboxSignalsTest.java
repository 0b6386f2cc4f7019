package io.ilinknotify.outbox;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxSignalsTest {
    private final OutboxSignals signals = new OutboxSignals();

    @Test
    void whatChangedBeforeALookDoesNotCauseAnother() throws InterruptedException {
        signals.changed();
        signals.changed();

        signals.noticed();

        assertThat(signals.awaitChange(Duration.ZERO)).isFalse();
    }

    @Test
    void whatChangesDuringALookCausesAnother() throws InterruptedException {
        signals.noticed();

        signals.changed();

        assertThat(signals.awaitChange(Duration.ZERO)).isTrue();
    }
}
