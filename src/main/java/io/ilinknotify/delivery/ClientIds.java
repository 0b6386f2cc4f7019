package io.ilinknotify.delivery;

import java.util.UUID;

/** Our ids of messages. */
final class ClientIds {
    private ClientIds() {}

    static String next() {
        return "ilink-notify-" + UUID.randomUUID();
    }
}
