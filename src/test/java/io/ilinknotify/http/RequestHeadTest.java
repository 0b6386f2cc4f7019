package io.ilinknotify.http;

import io.ilinknotify.SlowTexts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class RequestHeadTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/notify?wait=30s!/notify?wait=30s",
                "/!/",
                "//!/",
                "/webhook//kuma/!/webhook/kuma",
                "///notify//?x=//y/!/notify?x=//y/",
                "/notify?x={a|b}\"<c>\\^`#!/notify?x=%7Ba%7Cb%7D%22%3Cc%3E%5C%5E%60%23",
                "/notify?load=89%!/notify?load=89%25",
                "/notify?load=89%&x=%zz%e4!/notify?load=89%25&x=%25zz%e4",
                "/notify?a[]=1!/notify?a[]=1",
                "*!*",
                "http://host//x!/x",
                "HTTPS://me@host:1/x/?y=5%!/x?y=5%25",
                "http://host!/",
                "http://host?x=1!/?x=1",
                "://x/y!/y",
                "x?y=://host/notify!/notify",
                "x!x"
            })
    void anAddressHasOneForm(String uri, String tidy) {
        assertThat(RequestHead.tidy(uri)).isEqualTo(tidy);
    }

    @Test
    void rawUtf8IsEscapedAsTheServerHandsItOn() {
        String raw = new String("/webhook/kuma?msg=磁盘".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(RequestHead.tidy(raw)).isEqualTo("/webhook/kuma?msg=%E7%A3%81%E7%9B%98");
    }

    @Property
    void isAnAddressAndStaysWhatItIs(@ForAll String text) {
        String tidy =
                RequestHead.tidy("/" + new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));

        assertThat(URI.create(tidy.replaceAll("[\\[\\]]", "")).toString()).startsWith("/");
        assertThat(RequestHead.tidy(tidy)).isEqualTo(tidy);
    }

    @Test
    void isFast() {
        SlowTexts.areFastWith(text -> RequestHead.tidy("/" + text));
    }
}
