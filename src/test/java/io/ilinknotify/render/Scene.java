package io.ilinknotify.render;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.render.MessageContext.PendingMention;
import io.ilinknotify.render.MessageContext.QuietTime;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits at 09:31 in Shanghai, and the message that comes of it, in both languages. */
final class Scene {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 2);
    static final Instant NOW = at("09:31");

    int maxLength = 1800;
    int left = 9;
    int files;
    int others;
    Instant opened = NOW.minus(Duration.ofHours(1));
    boolean release;
    boolean last;
    boolean reminder;
    QuietTime silence = QuietTime.NONE;
    boolean named = true;
    Markdown markdown = Markdown.RAW;

    @Nullable
    String publicUrl;

    final List<Item> items = new ArrayList<>();
    final List<PendingMention> doubtful = new ArrayList<>();
    final List<PendingMention> expired = new ArrayList<>();

    static Instant at(String time) {
        return TODAY.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    Item add(Priority priority, Phase phase, @Nullable String title, String text, String time) {
        return add(priority, phase, title, text, at(time), null);
    }

    Item add(
            Priority priority,
            Phase phase,
            @Nullable String title,
            String text,
            Instant time,
            @Nullable String url,
            String... tags) {
        long seq = items.size() + 1;
        Item item = new Item(
                seq,
                id(seq),
                priority,
                phase,
                title,
                text,
                Text.length(text),
                List.of(tags),
                url,
                time,
                false,
                List.of(),
                null);
        items.add(item);
        return item;
    }

    /** A long text of which only the beginning was read. */
    Item addBeginning(Priority priority, String title, String beginning, int length) {
        long seq = items.size() + 1;
        Item item = new Item(
                seq,
                id(seq),
                priority,
                Phase.NONE,
                title,
                beginning,
                length,
                List.of(),
                null,
                NOW,
                false,
                List.of(),
                null);
        items.add(item);
        return item;
    }

    void doubt(String name, String time) {
        doubtful.add(new PendingMention(1_000 + doubtful.size(), false, name, at(time), 1));
    }

    void expire(String name, String time) {
        expired.add(new PendingMention(2_000 + expired.size(), true, name, at(time), 1));
    }

    private static NotificationId id(long seq) {
        return new NotificationId("01JD0000000000000000000%03d".formatted(seq));
    }

    /** Gives a notification files that follow it. */
    void attach(Item item, Language language, boolean unable, Attachment... files) {
        items.set(items.indexOf(item), composer(language).naming(item, List.of(files), link(item.id()), unable));
    }

    MessageContext surroundings() {
        return new MessageContext(
                NOW,
                opened,
                opened.plus(Duration.ofHours(24)).minus(Duration.ofMinutes(10)),
                left,
                items.size() + others,
                silence,
                release,
                last,
                reminder,
                named,
                Stream.concat(doubtful.stream(), expired.stream()).toList(),
                this::link,
                told -> files);
    }

    Optional<URI> link(NotificationId id) {
        return Optional.ofNullable(publicUrl).map(url -> URI.create(url + "/m/" + id + "-mac"));
    }

    Composed compose(Language language) {
        return composer(language)
                .compose(items, last ? LongStream.range(-others, 0).boxed().toList() : List.of(), surroundings());
    }

    Composer composer(Language language) {
        return new Composer(new Wording(language), ZONE, maxLength, markdown);
    }

    Parts parts(Language language) {
        return new Parts(new Wording(language), maxLength, markdown);
    }

    /** The phone shows exactly this. */
    void shows(String chinese, String english) {
        assertThat(compose(Language.ZH).text()).isEqualTo(chinese);
        assertThat(compose(Language.EN).text()).isEqualTo(english);
    }

    /** How much is told of each, in the order of acceptance; {@code null} of one that still waits. */
    List<@Nullable Coverage> told() {
        List<@Nullable Coverage> told = new ArrayList<>();
        Composed composed = compose(Language.ZH);
        for (Item item : items) {
            told.add(composed.inclusions().stream()
                    .filter(inclusion -> inclusion.seq() == item.seq())
                    .map(Inclusion::coverage)
                    .findFirst()
                    .orElse(null));
        }
        return told;
    }
}
