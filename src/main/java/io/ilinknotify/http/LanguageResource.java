package io.ilinknotify.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Switches the language of the pages, for this browser, and leads back to the page. */
@Path("/language")
@PermitAll
final class LanguageResource {
    private static final int FOR_A_YEAR = (int) Duration.ofDays(365).toSeconds();

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response choose(byte @Nullable [] body) {
        Form form = Form.of(body);
        return SeeOther.to(SeeOther.ownPath(form.text("next")))
                .cookie(new NewCookie.Builder(PageLanguage.COOKIE)
                        .value(form.text("language").equals("zh") ? "zh" : "en")
                        .path("/")
                        .maxAge(FOR_A_YEAR)
                        .sameSite(SameSite.LAX)
                        .httpOnly(true)
                        .build())
                .build();
    }
}
