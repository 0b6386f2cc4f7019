package io.ilinknotify.simulator;

import java.util.Arrays;
import java.util.Optional;

/** The calls of the protocol that the simulator answers. */
public enum Endpoint {
    QRCODE("POST", "/ilink/bot/get_bot_qrcode", false),
    QRCODE_STATUS("GET", "/ilink/bot/get_qrcode_status", false),
    UPDATES("POST", "/ilink/bot/getupdates", true),
    SEND("POST", "/ilink/bot/sendmessage", true),
    CONFIG("POST", "/ilink/bot/getconfig", true),
    TYPING("POST", "/ilink/bot/sendtyping", true),
    NOTIFY_START("POST", "/ilink/bot/msg/notifystart", true),
    NOTIFY_STOP("POST", "/ilink/bot/msg/notifystop", true),
    UPLOAD_URL("POST", "/ilink/bot/getuploadurl", true),
    /** On the CDN. */
    UPLOAD("POST", "/c2c/upload", false);

    final String method;
    final String path;
    final boolean authenticated;

    Endpoint(String method, String path, boolean authenticated) {
        this.method = method;
        this.path = path;
        this.authenticated = authenticated;
    }

    static Optional<Endpoint> at(String path) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.path.equals(path))
                .findFirst();
    }
}
