package io.ilinknotify.http;

import io.ilinknotify.notification.Language;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Chooses the language of a page: what its reader switched to, else what the browser asks for, else the agent's own. */
@Path("/language")
@Singleton
public final class PageLanguage {
    /** Holds {@code zh} or {@code en} once the reader has switched, in this browser. */
    private static final String COOKIE = "language";

    private static final int FOR_A_YEAR = (int) Duration.ofDays(365).toSeconds();

    private static final int LONGEST_HEADER = 200;
    private static final Map<Locale, Language> LANGUAGES =
            Map.of(Locale.CHINESE, Language.ZH, Locale.ENGLISH, Language.EN);

    private final Language standard;
    private final Map<String, PageWords> words = new ConcurrentHashMap<>();

    /** {@code standard}: the agent's own. */
    public PageLanguage(Language standard) {
        this.standard = standard;
    }

    /** The words of a page for the reader of this request. */
    public PageWords words(String page, HttpServerRequest request) {
        Language language = of(request);
        return words.computeIfAbsent(page + language, name -> new PageWords(page, language));
    }

    /** Switches the language, and leads back to the page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response choose(byte @Nullable [] body) {
        Form form = Form.of(body);
        return SeeOther.to(SeeOther.ownPath(form.text("next")))
                .cookie(new NewCookie.Builder(COOKIE)
                        .value(form.text("language").equals("zh") ? "zh" : "en")
                        .path("/")
                        .maxAge(FOR_A_YEAR)
                        .sameSite(SameSite.LAX)
                        .httpOnly(true)
                        .build())
                .build();
    }

    private Language of(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        Language chosen = cookie == null ? null : LANGUAGES.get(Locale.of(cookie.getValue()));
        return chosen != null ? chosen : accepted(request.getHeader("Accept-Language"));
    }

    private Language accepted(@Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return standard;
        }
        try {
            Locale best = Locale.lookup(LanguageRange.parse(header), List.copyOf(LANGUAGES.keySet()));
            return best == null ? standard : LANGUAGES.getOrDefault(best, standard);
        } catch (IllegalArgumentException unreadable) {
            return standard;
        }
    }
}
