package io.ilinknotify.status;

import io.ilinknotify.account.SignInState;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.fallback.ChannelStanding;
import io.ilinknotify.http.PageLanguage;
import io.ilinknotify.http.PageWords;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxEntry.Attempt;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.schedule.JobRuns;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.status.MessagePageResource.MessagePages;
import io.ilinknotify.window.WindowView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Draws the status page in the agent's language and zone. What its templates read is named, for the native executable. */
@Singleton
@TemplateData(target = StatusSnapshot.class)
@TemplateData(target = Reach.class)
@TemplateData(target = Times.class)
@TemplateData(target = SignInState.class)
@TemplateData(target = SignInState.Refusals.class)
@TemplateData(target = WindowView.class)
@TemplateData(target = Delivery.Pauses.class)
@TemplateData(target = Outbox.QueueSize.class)
@TemplateData(target = ChannelStanding.class)
@TemplateData(target = ScheduledJobs.JobStanding.class)
@TemplateData(target = JobRuns.Run.class)
@TemplateData(target = QuietHours.QuietStanding.class)
@TemplateData(target = OutboxEntry.class)
@TemplateData(target = Attempt.class)
@TemplateData(target = Notification.class)
@TemplateData(target = NotificationDraft.class)
@TemplateData(target = NotificationId.class)
@TemplateData(target = Priority.class)
@TemplateData(target = Attachment.class)
@TemplateData(target = AttachmentEntry.class)
@TemplateData(target = WaitStatus.class)
final class StatusPage {
    private final PageLanguage language;
    private final ZoneId zone;
    private final Clock clock;

    StatusPage(PageLanguage language, ZoneId zone, Clock clock) {
        this.language = language;
        this.zone = zone;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "status")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance status(
                StatusSnapshot view,
                NotificationList list,
                @Nullable OutboxEntry tested,
                String version,
                Times times,
                PageWords words);

        static native TemplateInstance details(
                OutboxEntry entry, @Nullable Instant nextLook, Times times, PageWords words);
    }

    /**
     * @param tested the test message that was sent last; {@code null} without one
     * @param version by which a script knows that the page would look the same
     */
    String html(
            StatusSnapshot snapshot,
            NotificationList list,
            @Nullable OutboxEntry tested,
            String version,
            HttpServerRequest request) {
        Times times = new Times(snapshot.reach().now(), zone);
        return Templates.status(snapshot, list, tested, version, times, language.words("status", request))
                .render();
    }

    /** @param nextLook when what is queued is looked at again; {@code null} when no time is known */
    String html(OutboxEntry entry, @Nullable Instant nextLook, HttpServerRequest request) {
        return Templates.details(
                        entry,
                        entry.state() == State.QUEUED ? nextLook : null,
                        new Times(clock.instant(), zone),
                        language.words("status", request))
                .render();
    }

    /** For a notification that is not there. */
    String gone(HttpServerRequest request) {
        return MessagePages.gone(language.words("status", request).text("lang")).render();
    }
}
