package io.ilinknotify.status;

import io.ilinknotify.Configured;
import io.ilinknotify.intake.Entries;
import io.ilinknotify.intake.FakedIntake;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.MessageLinks;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;
import java.net.URI;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(Configured.class)
class MessagePageTest extends FakedIntake {
    @Inject
    MessageLinks links;

    @Test
    void thePageHasTheWholeTextAndNothingOfItActs() {
        outbox.put(Entries.full(1, "ci"));

        Response response = given().get(link(1));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("text/html;charset=UTF-8");
        String page = response.body().asString();
        assertThat(page.substring(page.indexOf("<article>"), page.indexOf("</main>")))
                .isEqualTo("""
                        <article>
                        <h1>Backup &lt;failed&gt;</h1>
                        <p class="hint"><time datetime="2026-11-22T06:30:01Z">2026-11-22 06:30:01</time> · ci · <b>critical</b> <span>#db</span> <span>#prod</span></p>
                        <div class="text">disk full
                        &amp; &lt;b&gt;more&lt;/b&gt;</div>
                        <p><a class="text" href="https://example.org/?a=1&amp;b=&#39;2&#39;" rel="noopener noreferrer">https://example.org/?a=1&amp;b=&#39;2&#39;</a></p>
                        </article>
                        <p class="hint" id="zone" data-zone="UTC" data-yours="Times are those of your time zone, @; the agent&#39;s is UTC.">Times are those of UTC.</p>
                        <script src="/assets/times.js" defer></script>
                        """);
        assertThat(page).contains("<title>Backup &lt;failed&gt;</title>").doesNotContain("<b>more");
    }

    @Test
    void aTextAloneIsEnough() {
        outbox.put(Entries.entry(1, Entries.draft("ci", "{inject:x} <script>alert(1)</script>"), State.HELD, null));

        String page = given().get(link(1)).body().asString();

        assertThat(page.substring(page.indexOf("<article>"), page.indexOf("</main>")))
                .isEqualTo("""
                        <article>
                        <h1 class="unseen">ilink-notify</h1>
                        <p class="hint"><time datetime="2026-11-22T06:30:01Z">2026-11-22 06:30:01</time> · ci</p>
                        <div class="text">{inject:x} &lt;script&gt;alert(1)&lt;/script&gt;</div>

                        </article>
                        <p class="hint" id="zone" data-zone="UTC" data-yours="Times are those of your time zone, @; the agent&#39;s is UTC.">Times are those of UTC.</p>
                        <script src="/assets/times.js" defer></script>
                        """);
        assertThat(page).contains("<title>ilink-notify</title>");
    }

    @Test
    void thePageIsNotKeptAndTellsNobodyWhereItWas() {
        outbox.put(Entries.full(1, "ci"));

        Response response = given().get(link(1));

        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
        assertThat(response.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void aWrongLinkAndAnOldOneAreTheSame() {
        outbox.put(Entries.full(1, "ci"));

        Response old = given().get(link(2));
        Response wrong = given().get("/m/" + Entries.id(1) + "-AAAAAAAAAAAAAAAAAAAAAA");
        Response unsigned = given().get("/m/" + Entries.id(1));

        assertThat(old.statusCode()).isEqualTo(404);
        assertThat(old.body().asString()).contains("这条通知不存在，或已过保留期。");
        for (Response other : new Response[] {wrong, unsigned}) {
            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(other.body().asString()).isEqualTo(old.body().asString());
            assertThat(other.headers().asList().stream().map(h -> h.getName()).toList())
                    .isEqualTo(old.headers().asList().stream()
                            .map(h -> h.getName())
                            .toList());
        }
    }

    private String link(int n) {
        URI link = links.linkTo(Entries.id(n)).orElseThrow();
        assertThat(link.toString()).startsWith("https://notify.example.org/m/");
        return link.getPath();
    }
}
