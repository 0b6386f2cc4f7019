package io.ilinknotify.access;

import io.ilinknotify.http.PageLanguage;
import io.ilinknotify.http.PageWords;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.Route;
import io.ilinknotify.http.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;

/** The form that takes the operator's token once. */
@Singleton
record SignInPage(PageLanguage language) {
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
                .end(html(context.request(), context.request().uri(), false));
    }

    /** {@code wrong}: the token that came was not the operator's. */
    String html(HttpServerRequest request, @Nullable String next, boolean wrong) {
        return Templates.signIn(language.words("access", request), SeeOther.ownPath(next), wrong)
                .render();
    }
}
