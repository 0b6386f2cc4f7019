package io.ilinknotify;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SmokeTest {
    @Test
    void starts() {
        assertThat(System.nanoTime()).isNotZero();
    }
}
