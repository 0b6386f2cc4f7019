package io.ilinknotify.status;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * All that the page for people shows; never a token. Its methods are public for the template.
 *
 * @param headline what it says first
 * @param account how the account stands
 * @param botId of the account; {@code null} when there is none
 * @param userId of the account; {@code null} when there is none
 * @param nextProbe when a refused token is tried again
 * @param polled when a poll was last answered
 * @param windowOpen whether a send is possible
 * @param remaining sends left
 * @param budget sends of this window
 * @param opened when the person wrote
 * @param closes when the window ends
 * @param pausedUntil until when the server's limits hold us; {@code null} when they do not
 * @param restricted whether the server takes messages and shows none
 * @param queued how many are next in turn
 * @param held how many wait for something to change
 * @param otherPerson how many of them were meant for somebody else
 * @param nextLook when the sender looks again; {@code null} when only an event can help
 * @param oldest when the oldest that waits was taken in
 * @param open what waits, at most 100
 * @param finished the deliveries of the last day, at most 100
 * @param jobs those of the settings
 * @param quiet the quiet hours of the settings
 * @param connection what "check the connection" found; {@code null} when it was not asked for
 */
@TemplateData
record StatusView(
        Headline headline,
        AccountState account,
        @Nullable String botId,
        @Nullable String userId,
        @Nullable Moment nextProbe,
        @Nullable Moment polled,
        boolean windowOpen,
        int remaining,
        int budget,
        @Nullable Moment opened,
        @Nullable Moment closes,
        @Nullable Moment pausedUntil,
        boolean restricted,
        long queued,
        long held,
        long otherPerson,
        @Nullable Moment nextLook,
        @Nullable Moment oldest,
        List<EntryView> open,
        List<EntryView> finished,
        List<JobView> jobs,
        List<QuietView> quiet,
        @Nullable ConnectionJson connection) {
    static StatusView of(StatusSnapshot s, ZoneId zone) {
        Instant now = s.now();
        Instant paused = s.pausedUntil();
        return new StatusView(
                Headline.of(s),
                s.accountState(),
                s.botId(),
                s.userId(),
                Moment.of(s.signIn().nextProbe(), now, zone),
                Moment.of(s.polledAt(), now, zone),
                s.windowOpen(),
                s.window().remaining(),
                s.window().budget(),
                Moment.of(s.window().openedAt(), now, zone),
                Moment.of(s.window().closesAt(), now, zone),
                paused != null && now.isBefore(paused) ? Moment.of(paused, now, zone) : null,
                s.pauses().restricted(),
                s.queue().queued(),
                s.queue().held(),
                s.otherPerson(),
                Moment.of(s.nextLook(), now, zone),
                Moment.of(s.queue().oldestAt().orElse(null), now, zone),
                s.open().stream().map(line -> EntryView.of(line, now, zone)).toList(),
                s.finished().stream().map(line -> EntryView.of(line, now, zone)).toList(),
                s.jobs().stream().map(job -> JobView.of(job, now, zone)).toList(),
                s.quiet().stream().map(quiet -> QuietView.of(quiet, now, zone)).toList(),
                s.connection() == null ? null : ConnectionJson.of(s.connection()));
    }

    /** Whether there is an account, accepted or not. */
    public boolean hasAccount() {
        return botId != null;
    }

    /** Whether the clock starts or silences anything. */
    public boolean hasSchedule() {
        return !jobs.isEmpty() || !quiet.isEmpty();
    }

    /** How many wait that the page does not show. */
    public long more() {
        return Math.max(0, queued + held - open.size());
    }
}
