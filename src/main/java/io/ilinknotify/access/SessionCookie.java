package io.ilinknotify.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.core.NewCookie;

/** The cookie that holds a session's id. */
final class SessionCookie {
    static final String NAME = "ilink-notify-session";

    private SessionCookie() {}

    static @Nullable String id(HttpServerRequest request) {
        Cookie cookie = request.getCookie(NAME);
        return cookie == null ? null : cookie.getValue();
    }

    /** {@code secure}: the browser sends it over https only. */
    static NewCookie of(String id, boolean secure) {
        return cookie(id, secure, (int) OperatorSessions.LIFE.toSeconds());
    }

    /** Makes the browser forget it. */
    static NewCookie gone(boolean secure) {
        return cookie("", secure, 0);
    }

    private static NewCookie cookie(String value, boolean secure, int maxAge) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
