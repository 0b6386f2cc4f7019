package io.ilinknotify.webhook.template;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.WebhookQuery;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The templates that the documentation offers. */
class WorkedTemplatesTest {
    @Test
    void github() {
        NotificationDraft draft = told("github", """
                {"action":"completed","repository":{"full_name":"acme/shop"},"workflow_run":{"name":"CI",
                 "status":"completed","conclusion":"failure","html_url":"https://github.com/acme/shop/actions/runs/1",
                 "head_branch":"main","run_number":42,"display_title":"修复登录","actor":{"login":"lee"}}}""");

        assertThat(draft.title()).isEqualTo("CI: failure · acme/shop");
        assertThat(draft.text()).isEqualTo("main #42: 修复登录\nby lee");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
        assertThat(draft.url()).isEqualTo("https://github.com/acme/shop/actions/runs/1");
        assertThat(draft.thread()).isEqualTo("github-acme/shop-main");
    }

    @Test
    void gitlab() {
        NotificationDraft draft = told("gitlab", """
                {"object_kind":"pipeline","object_attributes":{"id":31,"ref":"main","status":"failed","duration":63,
                 "url":"https://gitlab.example/p/31"},"project":{"path_with_namespace":"acme/shop"},
                 "commit":{"title":"fix login"},
                 "builds":[{"stage":"build","name":"jar","status":"success"},{"stage":"test","name":"unit","status":"failed"}]}""");

        assertThat(draft.title()).isEqualTo("acme/shop: failed");
        assertThat(draft.text()).isEqualTo("main #31, 1m 3s\nfix login\n✗ test/unit");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void uptimeKuma() {
        NotificationDraft draft = told("uptime-kuma", """
                {"heartbeat":{"status":0,"msg":"timeout","time":"2026-11-22T10:10:00Z"},
                 "monitor":{"id":10,"name":"Shop","url":"https://shop.example"},"msg":"Shop is down"}""");

        assertThat(draft.title()).isEqualTo("Shop");
        assertThat(draft.text()).isEqualTo("timeout\n18:10");
        assertThat(draft.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(draft.thread()).isEqualTo("uptime-kuma-10");
    }

    @Test
    void githubOnItsWayAndWell() {
        String run = """
                {"action":"%s","repository":{"full_name":"acme/shop","html_url":"https://github.com/acme/shop"},
                 "workflow":{"name":"CI"},"sender":{"login":"lee"},
                 "workflow_run":{"id":30433642,"name":"CI","head_branch":"feature/x","run_number":43,"event":"push",
                  "status":"%s","conclusion":%s,"html_url":"https://github.com/acme/shop/actions/runs/2","actor":null,
                  "display_title":"%s","pull_requests":[],"run_attempt":1}}""";
        NotificationDraft underWay = told("github", run.formatted("requested", "queued", "null", "add login"));
        NotificationDraft well =
                told("github", run.formatted("completed", "completed", "\"success\"", "长".repeat(300)));

        assertThat(underWay.title()).isEqualTo("CI: queued · acme/shop");
        assertThat(underWay.text()).isEqualTo("feature/x #43: add login");
        assertThat(underWay.priority()).isEqualTo(Priority.LOW);
        assertThat(well.title()).isEqualTo("CI: success · acme/shop");
        assertThat(well.text()).isEqualTo("feature/x #43: " + "长".repeat(119) + "…");
        assertThat(well.thread()).isEqualTo(underWay.thread());
    }

    @Test
    void gitlabOnItsWayAndWell() {
        String pipeline = """
                {"object_kind":"pipeline","object_attributes":{"id":32,"ref":"main","status":"%s","duration":%s,
                 "detailed_status":"passed","stages":["build","test"],"url":null,"variables":[]},
                 "merge_request":null,"user":{"name":"Lee"},"project":{"path_with_namespace":"acme/shop"},
                 "commit":{"title":"fix login"},"builds":[{"stage":"build","name":"jar","status":"success"}]}""";
        NotificationDraft underWay = told("gitlab", pipeline.formatted("running", "null"));
        NotificationDraft well = told("gitlab", pipeline.formatted("success", "3725"));

        assertThat(underWay.title()).isEqualTo("acme/shop: running");
        assertThat(underWay.text()).isEqualTo("main #32\nfix login");
        assertThat(underWay.priority()).isEqualTo(Priority.LOW);
        assertThat(well.text()).isEqualTo("main #32, 1h 2m\nfix login");
    }

    @Test
    void uptimeKumaUpAgainAndTheButtonTest() {
        NotificationDraft up = told("uptime-kuma", """
                {"heartbeat":{"monitorID":10,"status":1,"time":"2026-11-22 10:20:00.123","msg":"200 - OK","ping":41,"localDateTime":"2026-11-22 18:20:00"},
                 "monitor":{"id":10,"name":"Shop","url":"https://shop.example"},"msg":"[Shop] [✅ Up] 200 - OK"}""");
        NotificationDraft button =
                told("uptime-kuma", "{\"heartbeat\":null,\"monitor\":null,\"msg\":\"My phone Testing\"}");

        assertThat(up.title()).isEqualTo("✅ Shop");
        assertThat(up.text()).isEqualTo("200 - OK\n2026-11-22 18:20:00");
        assertThat(up.priority()).isEqualTo(Priority.DEFAULT);
        assertThat(button.title()).isEqualTo("Uptime Kuma");
        assertThat(button.text()).isEqualTo("My phone Testing");
        assertThat(button.priority()).isEqualTo(Priority.DEFAULT);
    }

    private static NotificationDraft told(String name, String payload) {
        Templates templates = new Templates(
                Optional.of(Path.of("docs/templates")),
                Language.EN,
                Translators.ZONE,
                Translators.CLOCK,
                Translators.SEVERITIES);
        NotificationDraft builtIn = new NotificationDraft(
                "ci",
                name,
                null,
                "built in",
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of());
        NotificationDraft draft = templates.instead(
                builtIn,
                WebhookQuery.NONE,
                SenderBody.read(payload),
                "",
                template -> template.apply(PlainData.root(SenderBody.read(payload)), builtIn));
        assertThat(draft.tags()).isEmpty();
        return draft;
    }
}
