package io.ilinknotify.access;

import io.ilinknotify.http.PageWords;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.Route;
import io.ilinknotify.notification.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** The form that takes the operator's token once. */
@Singleton
final class SignInPage {
    /** A path of ours with its query: never another host, which "//" or "\" would mean to a browser. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,500}");

    private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[\"<>^`{|}]");

    private final PageWords words;

    SignInPage(Language language) {
        this.words = new PageWords("access", language);
    }

    @CheckedTemplate(basePath = "access")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(PageWords words, String next, boolean wrong);
    }

    /** Browsers want pages; programs that ask for JSON, or for nothing, get a problem. */
    static boolean isWantedBy(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return Route.isReading(request.method().name()) && accept != null && accept.contains("text/html");
    }

    /** Answers 401 with the form, which leads back to where the request wanted to go. */
    void answer(RoutingContext context) {
        context.response()
                .setStatusCode(401)
                .putHeader("WWW-Authenticate", Problem.BEARER)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .end(html(context.request().uri(), false));
    }

    /** {@code wrong}: the token that came was not the operator's. */
    String html(@Nullable String next, boolean wrong) {
        return Templates.signIn(words, ownPath(next), wrong).render();
    }

    /** {@code next}, encoded for a header, if it is a path of ours, else the first page. */
    static String ownPath(@Nullable String next) {
        return next != null && OWN_PATH.matcher(next).matches()
                ? NOT_IN_ADDRESSES
                        .matcher(next)
                        .replaceAll(c -> "%%%02X".formatted((int) c.group().charAt(0)))
                : "/";
    }
}
