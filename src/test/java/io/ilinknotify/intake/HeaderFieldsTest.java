package io.ilinknotify.intake;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.intake.Requests.json;
import static io.ilinknotify.intake.Requests.read;
import static io.ilinknotify.intake.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class HeaderFieldsTest {
    @Test
    void headersMeanTheSameAsFields() {
        NotificationDraft draft = read(
                "text/plain",
                "disk full",
                "title",
                "Backup",
                "PRIORITY",
                "high",
                "Tags",
                "db, prod",
                "Tags",
                "night",
                "Click",
                "https://example.org/1");

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "notify",
                        "Backup",
                        "disk full",
                        Priority.HIGH,
                        List.of("db", "prod", "night"),
                        "https://example.org/1",
                        null,
                        null,
                        null,
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @Test
    void everyFieldButTheTextHasAHeader() {
        NotificationDraft draft = read(
                "text/plain",
                "disk full",
                "Url",
                "https://example.org/2",
                "Dedup-Key",
                "disk-a",
                "Thread",
                "=?UTF-8?B?56OB55uY?=",
                "ttl",
                "90s");

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "notify",
                        null,
                        "disk full",
                        Priority.DEFAULT,
                        List.of(),
                        "https://example.org/2",
                        "disk-a",
                        "磁盘",
                        Duration.ofSeconds(90),
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @Test
    void ofTwoHeadersOfOneFieldTheFirstThatSaysSomethingWins() {
        assertThat(read("text/plain", "a", "Click", "http://click", "Url", "http://url")
                        .url())
                .isEqualTo("http://url");
        assertThat(read("text/plain", "a", "Click", "http://click", "Url", " ").url())
                .isEqualTo("http://click");
    }

    @Test
    void aSubjectIsATitle() {
        assertThat(read("text/plain", "a", "Subject", "=?GB2312?B?tMXFzA==?=").title())
                .isEqualTo("磁盘");
        assertThat(read("text/plain", "a", "Subject", "b", "Title", "c").title())
                .isEqualTo("c");
    }

    @Test
    void theLaterFieldsWinOverTheirHeadersToo() {
        NotificationDraft draft = json(
                "{\"text\":\"a\",\"dedup_key\":\"k\",\"thread\":\"t\",\"ttl\":\"2h\"}",
                "Dedup-Key",
                "header",
                "Thread",
                "header",
                "TTL",
                "nonsense");

        assertThat(List.of(draft.dedupKey(), draft.thread(), draft.ttl()))
                .isEqualTo(List.of("k", "t", Duration.ofHours(2)));
    }

    @Test
    void aFieldWinsOverItsHeader() {
        NotificationDraft draft = json(
                "{\"text\":\"a\",\"subject\":\"field\",\"priority\":\"low\",\"tags\":[\"t\"],\"url\":\"http://f\"}",
                "Title",
                "header",
                "Priority",
                "nonsense",
                "Tags",
                "h",
                "Click",
                "nonsense");

        assertThat(draft)
                .isEqualTo(new NotificationDraft(
                        "ci",
                        "notify",
                        "field",
                        "a",
                        Priority.LOW,
                        List.of("t"),
                        "http://f",
                        null,
                        null,
                        null,
                        Phase.NONE,
                        false,
                        List.of()));
    }

    @Test
    void aHeaderStandsInForABlankField() {
        assertThat(json("{\"text\":\"a\",\"title\":\" \"}", "Title", "header").title())
                .isEqualTo("header");
    }

    @Test
    void aHeaderOutOfRangeIsNamed() {
        assertThat(refusal("text/plain", "a", "Priority", "loud").detail())
                .isEqualTo("'Priority' must be low (or 1, 2), default (3), high (4) or critical (5).");
        assertThat(refusal("text/plain", "a", "Click", "ftp://x").extra()).containsEntry("field", "Click");
        assertThat(refusal("text/plain", "a", "Url", "ftp://x").extra()).containsEntry("field", "Url");
        assertThat(refusal("text/plain", "a", "TTL", "soon").detail())
                .isEqualTo("'TTL' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H.");
        assertThat(refusal("text/plain", "a", "Thread", "x".repeat(257)).detail())
                .isEqualTo("'Thread' has 257 characters; at most 256 are taken.");
        assertThat(refusal("text/plain", "a", "Dedup-Key", "x".repeat(257)).status())
                .isEqualTo(422);
        assertThat(refusal("text/plain", "a", "Title", "a", "Title", "b").detail())
                .isEqualTo("The header 'Title' is given more than once.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=?UTF-8?B?56OB55uY5ruh?=|磁盘满",
                "=?utf-8?q?disk_=E6=BB=A1=21?= now|disk 满! now",
                "=?UTF-8?B?56OB?= =?UTF-8?B?55uY?=|磁盘",
                "=?UTF-8?B?56OB5w==?= =?UTF-8?B?m5g=?=|磁盘",
                "=?utf-8*zh?B?5ruh?=|满",
                "=?ISO-8859-1?Q?Gr=F6=DFe?= =?UTF-8?B?5ruh?=|Größe满",
                "a =?UTF-8?B?5ruh?= b =?UTF-8?B?5ruh?= c|a 满 b 满 c",
                "=?gbk?B?xOO6ww==?=|你好",
                "=?UTF-8?B?!!!?=|=?UTF-8?B?!!!?=",
                "=?UTF-8?Q?=4?=|=?UTF-8?Q?=4?=",
                "=?UTF-8?Q?=zz?=|=?UTF-8?Q?=zz?=",
                "=?UTF-8?X?a?=|=?UTF-8?X?a?=",
                "what=?|what=?",
            })
    void encodedWordsAreRead(String header, String title) {
        assertThat(read("text/plain", "a", "Title", header).title()).isEqualTo(title);
    }

    @Test
    void rawUtf8IsRead() {
        String asTheServerHandsItOn = new String("磁盘 é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(read("text/plain", "a", "Title", asTheServerHandsItOn).title())
                .isEqualTo("磁盘 é");
        assertThat(read("text/plain", "a", "Title", "Größe").title()).isEqualTo("Größe");
        assertThat(read("text/plain", "a", "Title", "磁盘").title()).isEqualTo("磁盘");
    }
}
