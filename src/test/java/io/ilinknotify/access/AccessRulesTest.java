package io.ilinknotify.access;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRulesTest {
    @Test
    void sendingWithoutATokenIsForOneMachineOnly() {
        assertThat(AccessRules.checkMode(AccessConfig.Mode.NONE, "0.0.0.0"))
                .hasValue("notify.access.mode: none lets everybody send who reaches quarkus.http.host (0.0.0.0);"
                        + " set that to 127.0.0.1, or use tokens");
        assertThat(AccessRules.checkMode(AccessConfig.Mode.NONE, "127.0.0.1")).isEmpty();
        assertThat(AccessRules.checkMode(AccessConfig.Mode.TOKEN, "0.0.0.0")).isEmpty();
    }
}
