package io.ilinknotify.status;

import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;

/** Draws the status page in the agent's language and zone. */
@Singleton
final class StatusPage {
    private final String lang;
    private final ZoneId zone;
    private final Clock clock;

    StatusPage(Language language, ZoneId zone, Clock clock) {
        this.lang = language.name().toLowerCase(Locale.ROOT);
        this.zone = zone;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "status")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance status(StatusView view, String lang, String zone);

        static native TemplateInstance details(DetailsView view, String lang, String zone);
    }

    String html(StatusSnapshot snapshot) {
        return Templates.status(StatusView.of(snapshot, zone), lang, zone.getId())
                .setLocale(lang)
                .render();
    }

    /** One notification's record. */
    String html(OutboxEntry entry) {
        return Templates.details(DetailsView.of(entry, clock.instant(), zone), lang, zone.getId())
                .setLocale(lang)
                .render();
    }
}
