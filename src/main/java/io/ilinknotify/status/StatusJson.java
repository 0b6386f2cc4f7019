package io.ilinknotify.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.status.ScheduleJson.JobJson;
import io.ilinknotify.status.ScheduleJson.QuietJson;
import io.ilinknotify.window.WindowView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** {@code GET /status} for scripts. Times are RFC 3339 in UTC; what is not known or does not apply is {@code null}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
record StatusJson(
        boolean well,
        AccountJson account,
        WindowJson window,
        QueueJson queue,
        SenderJson sender,
        @JsonProperty("last_poll_at") @Nullable Instant lastPollAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ConnectionJson connection,
        List<JobJson> jobs,
        List<QuietJson> quiet,
        List<DeliveryJson> deliveries) {
    /** The API's view of a snapshot: what waits, and then what was finished during the last day. */
    static StatusJson of(StatusSnapshot s) {
        Reach reach = s.reach();
        WindowView window = reach.window();
        return new StatusJson(
                reach.isWell(),
                new AccountJson(
                        reach.account() == AccountState.SIGNED_IN,
                        reach.account().code(),
                        s.botId(),
                        s.userId(),
                        time(s.signIn().nextProbe())),
                new WindowJson(
                        reach.open(),
                        window.used(),
                        window.remaining(),
                        window.budget(),
                        time(window.openedAt()),
                        time(window.closesAt())),
                new QueueJson(
                        s.queue().queued(),
                        s.queue().held(),
                        s.otherPerson(),
                        time(s.queue().oldestAt().orElse(null))),
                new SenderJson(
                        reach.pauses().restricted(),
                        time(reach.rateLimitedUntil()),
                        time(reach.refusedUntil()),
                        time(s.nextLook())),
                time(s.polledAt()),
                s.connection(),
                s.jobs().stream().map(JobJson::of).toList(),
                s.quiet().stream().map(QuietJson::of).toList(),
                Stream.concat(s.open().stream(), s.finished().stream())
                        .map(DeliveryJson::of)
                        .toList());
    }

    private static @Nullable Instant time(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * @param signedIn whether messages can be sent with it
     * @param state {@code none}, {@code signed-in}, {@code refused} (once: looked at again) or {@code signed-out}
     * @param nextProbeAt when a refused token is tried again
     */
    @RegisterForReflection
    record AccountJson(
            @JsonProperty("signed_in") boolean signedIn,
            String state,
            @JsonProperty("bot_id") @Nullable String botId,
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("next_probe_at") @Nullable Instant nextProbeAt) {}

    /** The purse as it is counted; {@code open} is false as well while a refusal counts as a shut window. */
    @RegisterForReflection
    record WindowJson(
            boolean open,
            int used,
            int remaining,
            int budget,
            @JsonProperty("opened_at") @Nullable Instant openedAt,
            @JsonProperty("closes_at") @Nullable Instant closesAt) {}

    /** What waits; {@code for_other_person} is part of {@code held}. */
    @RegisterForReflection
    record QueueJson(
            long queued,
            long held,
            @JsonProperty("for_other_person") long forOtherPerson,
            @JsonProperty("oldest_at") @Nullable Instant oldestAt) {}

    /** What slows the sender down, and when it looks again at what waits. */
    @RegisterForReflection
    record SenderJson(
            boolean restricted,
            @JsonProperty("rate_limited_until") @Nullable Instant rateLimitedUntil,
            @JsonProperty("refused_until") @Nullable Instant refusedUntil,
            @JsonProperty("next_look_at") @Nullable Instant nextLookAt) {}

    /** One notification in short; its whole record is at {@code href}. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryJson(
            String id,
            String state,
            @Nullable String reason,
            @Nullable String told,
            String client,
            String source,
            @Nullable String title,
            String beginning,
            String priority,
            @JsonProperty("created_at") @Nullable Instant createdAt,
            @JsonProperty("finished_at") @Nullable Instant finishedAt,
            @JsonProperty("message_id") @Nullable String messageId,
            String href) {
        static DeliveryJson of(OutboxEntry entry) {
            NotificationDraft content = entry.notification().content();
            Coverage told = Coverage.known(entry.state(), entry.told());
            String id = entry.notification().id().value();
            return new DeliveryJson(
                    id,
                    entry.state().code(),
                    entry.reason() == null ? null : entry.reason().code(),
                    told == null ? null : told.code(),
                    content.client(),
                    content.source(),
                    content.title(),
                    content.text(),
                    content.priority().code(),
                    time(entry.notification().createdAt()),
                    time(entry.finishedAt()),
                    entry.messageId(),
                    "/notifications/" + id);
        }
    }
}
