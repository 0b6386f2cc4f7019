package io.ilinknotify.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlTextTest {
    @Test
    void tagsGoAndLinesStay() {
        assertThat(HtmlText.plain("""
                        <html><head><title>mail</title><style>p { color: red }</style></head>
                        <body><p>Disk of <b>nas1</b> is&nbsp;full</p><ul><li>98&#37;</li><li>a &lt; b</li></ul>
                        see <a href="https://nas.example">the log</a><br/>bye</body></html>""")).isEqualTo("""
                Disk of nas1 is full
                98%
                a < b
                see the log
                bye""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b && c > d", "<none>", "List<String>  &amp; <T> ", "x &amp; y", "if (a<b) {}", ""})
    void whatIsNoHtmlStaysAsItIs(String text) {
        assertThat(HtmlText.plain(text)).isEqualTo(text);
    }

    @Test
    void entitiesAreDecoded() {
        assertThat(HtmlText.decode("&lt;&#39;&#x4e2d;&quot;&unknown;&amp;lt;&#0;"))
                .isEqualTo("<'中\"&unknown;&lt;");
    }

    @Test
    void aHiddenElementWithoutAnEndHidesTheRest() {
        assertThat(HtmlText.plain("<p>told<script>alert(1)")).isEqualTo("told");
    }
}
