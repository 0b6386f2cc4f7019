package io.ilinknotify.window;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * The purse as people and policies see it.
 *
 * @param open whether a send is possible as far as we know
 * @param used sends charged to this window
 * @param remaining sends left; 0 when it is shut
 * @param budget the sends of this window, learned or configured
 * @param openedAt when the person wrote; {@code null} when nobody has
 * @param closesAt when it ends, margin included; {@code null} when it is shut
 */
public record WindowView(
        boolean open,
        int used,
        int remaining,
        int budget,
        @Nullable Instant openedAt,
        @Nullable Instant closesAt) {
    public static WindowView never(int budget) {
        return new WindowView(false, 0, 0, budget, null, null);
    }

    /** @param length how long windows are taken to last; the purse may be tried for longer, as the settings say */
    static WindowView of(PurseEntry purse, int budget, Duration length, WindowConfig config, Instant now) {
        Instant end = purse.writtenAt().plus(config.length()).minus(config.margin());
        Instant promised = purse.writtenAt().plus(length).minus(config.margin());
        int left = Math.max(0, budget - purse.used());
        boolean young = now.isBefore(end) && !purse.shut();
        Instant closesAt = now.isBefore(promised) ? promised : end;
        return new WindowView(
                young && left > 0, purse.used(), young ? left : 0, budget, purse.writtenAt(), young ? closesAt : null);
    }
}
