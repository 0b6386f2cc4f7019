package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class MessageLinksTest {
    private static final NotificationId ID = new NotificationId("01JD0000000000000000000000");
    private static final NotificationId OTHER = new NotificationId("01JD0000000000000000000001");

    /** {@code printf %s 01JD0000000000000000000000 | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f}, its first half. */
    private static final String SIGNATURE = "BV19L7x7pv-IHacW12hsLQ";

    private final MessageLinks links =
            new MessageLinks(key(0), Optional.of(URI.create("https://notify.example.org/wx/")));

    @Test
    void aLinkIsTheFirstHalfOfAnHmacOfTheId() {
        assertThat(links.linkTo(ID))
                .contains(URI.create("https://notify.example.org/wx/m/01JD0000000000000000000000-" + SIGNATURE));
    }

    @Test
    void withoutAPublicAddressThereIsNoLink() {
        MessageLinks nowhere = new MessageLinks(key(0), Optional.empty());

        assertThat(nowhere.linkTo(ID)).isEmpty();
        assertThat(nowhere.follow(ID + "-" + SIGNATURE)).contains(ID);
    }

    @Test
    void onlyTheRightSignatureLeadsToTheNotification() {
        assertThat(links.follow(ID + "-" + SIGNATURE)).contains(ID);
        assertThat(links.follow(OTHER + "-" + SIGNATURE)).isEmpty();
        assertThat(new MessageLinks(key(1), Optional.empty()).follow(ID + "-" + SIGNATURE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "01JD0000000000000000000000",
                "01JD0000000000000000000000-",
                "01jd0000000000000000000000-BV19L7x7pv-IHacW12hsLQ",
                "01JD0000000000000000000000-BV19L7x7pv-IHacW12hsLQ=",
                "01JD0000000000000000000000-BV19L7x7pv-IHacW12hsLQ ",
                "01JD0000000000000000000000BV19L7x7pv-IHacW12hsLQ",
                "x-y-z"
            })
    void anythingElseLeadsNowhere(String link) {
        assertThat(links.follow(link)).isEmpty();
    }

    @Property
    void noOtherTextIsTaken(@ForAll String text) {
        assertThat(links.follow(text)).isEmpty();
        assertThat(links.follow(ID + "-" + text)).isEmpty();
    }

    @Property
    void oneWrongCharacterIsEnough(@ForAll @IntRange(max = 21) int at, @ForAll char wrong) {
        StringBuilder signature = new StringBuilder(SIGNATURE);
        signature.setCharAt(at, wrong);

        assertThat(links.follow(ID + "-" + signature).isPresent())
                .isEqualTo(signature.toString().equals(SIGNATURE));
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i + first);
        }
        return key;
    }
}
