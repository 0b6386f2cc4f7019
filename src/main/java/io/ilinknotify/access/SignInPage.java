package io.ilinknotify.access;

import io.ilinknotify.http.Route;
import io.ilinknotify.notification.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
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

    private final Words words;

    SignInPage(Language language) {
        this.words = Words.in(language);
    }

    @CheckedTemplate(basePath = "access")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(Words words, String next, String trouble);
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
                .putHeader("WWW-Authenticate", "Bearer realm=\"ilink-notify\"")
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .end(html(context.request().uri(), ""));
    }

    String html(@Nullable String next, String trouble) {
        return Templates.signIn(words, ownPath(next), trouble).render();
    }

    String wrong(@Nullable String next) {
        return html(next, words.wrong());
    }

    /** {@code next}, encoded for a header, if it is a path of ours, else the first page. */
    static String ownPath(@Nullable String next) {
        return next != null && OWN_PATH.matcher(next).matches()
                ? NOT_IN_ADDRESSES
                        .matcher(next)
                        .replaceAll(c -> "%%%02X".formatted((int) c.group().charAt(0)))
                : "/";
    }

    /** The words of the page that asks for the operator's token. */
    @TemplateData
    record Words(String lang, String title, String label, String where, String button, String wrong) {
        static Words in(Language language) {
            return switch (language) {
                case ZH ->
                    new Words(
                            "zh",
                            "ilink-notify：请出示操作员令牌",
                            "操作员令牌",
                            "程序自己生成的令牌，用命令 ilink-notify tokens（或 java -jar quarkus-run.jar tokens）查看；"
                                    + "写在配置里的，以配置为准；开发模式会把它打印在终端里。",
                            "进入",
                            "这不是操作员令牌。");
                case EN ->
                    new Words(
                            "en",
                            "ilink-notify: the operator's token, please",
                            "Operator token",
                            "The command \"ilink-notify tokens\" (or \"java -jar quarkus-run.jar tokens\") shows the one that the"
                                    + " program made; one in the settings takes its place; dev mode prints it in the terminal.",
                            "Open",
                            "This is not the operator's token.");
            };
        }
    }
}
