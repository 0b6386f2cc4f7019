package io.ilinknotify.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.fallback.ChannelStanding;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.schedule.JobRuns;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** {@code GET /status} for scripts. Times are RFC 3339 in UTC; what is not known or does not apply is {@code null}. */
final class StatusJson {
    private StatusJson() {}

    /**
     * A snapshot, and at its end the deliveries.
     *
     * @param connection what a check found; {@code null} when none was asked for
     */
    static ObjectNode of(
            StatusSnapshot s, List<OutboxEntry> deliveries, StatusSnapshot.@Nullable IlinkConnection connection) {
        Reach reach = s.reach();
        WindowView window = reach.window();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("well", reach.isWell());
        json.putObject("account")
                .put("signed_in", reach.account() == Reach.AccountState.SIGNED_IN)
                .put("state", reach.account().code())
                .put("bot_id", s.botId())
                .put("user_id", s.userId())
                .put("next_probe_at", time(s.signIn().nextProbe()));
        // The purse as it is counted; "open" is false as well while a refusal counts as a shut window.
        json.putObject("window")
                .put("open", reach.open())
                .put("used", window.used())
                .put("remaining", window.remaining())
                .put("budget", window.budget())
                .put("opened_at", time(window.openedAt()))
                .put("closes_at", time(window.closesAt()));
        json.putObject("queue")
                .put("queued", s.queue().queued())
                .put("held", s.queue().held())
                .put("files", s.files())
                .put("for_other_person", s.otherPerson()) // part of "held"
                .put("oldest_at", time(s.queue().oldestAt().orElse(null)));
        json.putObject("sender")
                .put("restricted", reach.pauses().restricted())
                .put("rate_limited_until", time(reach.rateLimitedUntil()))
                .put("refused_until", time(reach.refusedUntil()))
                .put("cannot_upload_until", time(reach.cannotUploadUntil()))
                .put("next_look_at", time(s.nextLook()));
        json.put("last_poll_at", time(s.polledAt()));
        if (connection != null) {
            ObjectNode found = json.putObject("connection");
            found.put("ok", connection.isOk()).put("outcome", connection.outcome());
            putKnown(found, "detail", connection.detail());
        }
        ChannelStanding second = s.second();
        if (second != null) {
            json.putObject("second_channel")
                    .put("waiting", second.waiting())
                    .put("told_at", time(second.toldAt()))
                    .put("failed_at", time(second.failedAt()))
                    .put("failure", second.failure());
        }
        ArrayNode jobs = json.putArray("jobs");
        s.jobs().forEach(job -> addJob(jobs.addObject(), job));
        ArrayNode quiet = json.putArray("quiet");
        s.quiet().forEach(hours -> addQuiet(quiet.addObject(), hours));
        ArrayNode entries = json.putArray("deliveries");
        deliveries.forEach(entry -> addEntry(entries.addObject(), entry));
        return json;
    }

    /** No time is due when it is disabled; a run's state is not known when its notification is no longer retained. */
    private static void addJob(ObjectNode json, ScheduledJobs.JobStanding job) {
        json.put("name", job.name())
                .put("enabled", job.enabled())
                .put("schedule", job.schedule())
                .put("time_zone", job.zone().getId())
                .put("next_due_at", time(job.next()));
        JobRuns.Run last = job.last();
        State state = last == null ? null : last.state();
        if (last == null) {
            json.putNull("last");
            return;
        }
        json.putObject("last")
                .put("due_at", time(last.due()))
                .put("ran_at", time(last.at()))
                .put("id", last.notification().value())
                .put("state", state == null ? null : state.code())
                .put("href", "/notifications/" + last.notification().value());
    }

    /** Days are those on which they begin; they end before they begin while they are active. */
    private static void addQuiet(ObjectNode json, QuietHours.QuietStanding quiet) {
        json.put("name", quiet.name())
                .put("active", quiet.active())
                .put("from", quiet.from().toString())
                .put("to", quiet.to().toString());
        ArrayNode days = json.putArray("days");
        quiet.days().forEach(day -> days.add(day.name().toLowerCase(Locale.ROOT)));
        json.put("time_zone", quiet.zone().getId())
                .put("below", quiet.below().code())
                .put("begins_at", time(quiet.begins()))
                .put("ends_at", time(quiet.ends()));
    }

    /** One notification in short, without what it has not; its whole record is at {@code href}. */
    private static void addEntry(ObjectNode json, OutboxEntry entry) {
        NotificationDraft content = entry.notification().content();
        Coverage told = Coverage.known(entry.state(), entry.told());
        String id = entry.notification().id().value();
        json.put("id", id).put("state", entry.state().code());
        putKnown(json, "reason", entry.reason() == null ? null : entry.reason().code());
        putKnown(json, "told", told == null ? null : told.code());
        json.put("client", content.client()).put("source", content.source());
        putKnown(json, "title", content.title());
        json.put("beginning", content.text())
                .put("priority", content.priority().code())
                .put("created_at", time(entry.notification().createdAt()));
        putKnown(json, "finished_at", time(entry.finishedAt()));
        putKnown(json, "message_id", entry.messageId());
        json.put("href", "/notifications/" + id);
    }

    private static void putKnown(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
