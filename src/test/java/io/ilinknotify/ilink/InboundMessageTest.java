package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class InboundMessageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String digest(String json) {
        try {
            return InboundMessage.digest(JSON.readTree(json));
        } catch (Exception e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Test
    void aDigestIsTheSha256OfTheCanonicalForm() throws Exception {
        assertThat(digest("[{\"type\":1,\"text_item\":{\"text\":\"好\"}}]"))
                .isEqualTo("8a69b6318829bebf109bdf7d4ef66f3234398ac4efdb8a0ad567c098a770a548")
                .isEqualTo(sha256("[{\"text_item\":{\"text\":\"好\"},\"type\":1}]"));
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void theOrderOfFieldsAndSpacesDoNotMatter() {
        assertThat(digest("[{\"type\":1,\"text_item\":{\"text\":\"a b\"}}]"))
                .isEqualTo(digest("[ { \"text_item\" : { \"text\" : \"a b\" }, \"type\" : 1 } ]"));
    }

    @Test
    void whatBelongsToOneDeliveryDoesNotMatter() {
        String first = """
                [{"type":2,"msg_id":"v1:a","create_time_ms":1,"update_time_ms":2,"is_completed":false,"ref_msg":{"svr_id":5},
                  "image_item":{"aeskey":"00ff","url":"u1","media":{"encrypt_query_param":"p1","full_url":"f1"}}}]""";
        String again = """
                [{"type":2,"msg_id":"v1:b","create_time_ms":3,"is_completed":true,"ref_msg":{"svr_id":6},"text_item":null,
                  "image_item":{"aeskey":"00ff","url":"u2","media":{"encrypt_query_param":"p2"}}}]""";

        assertThat(digest(first)).isEqualTo(digest(again)).isNotEqualTo(digest(again.replace("00ff", "00fe")));
    }

    @Test
    void nothingAndAnEmptyListAreTheSame() {
        assertThat(digest("null")).isEqualTo(digest("[]")).isNotEqualTo(digest("[{}]"));
    }

    @Test
    void structureIsPartOfIt() {
        assertThat(digest("[[1,2],[3]]")).isNotEqualTo(digest("[[1],[2,3]]"));
        assertThat(digest("[{\"a\":\"1\"}]")).isNotEqualTo(digest("[{\"a\":1}]"));
        assertThat(digest("[{\"a\":\"b\\\":1,\"}]")).isNotEqualTo(digest("[{\"a\":\"b\",\"\":1}]"));
    }

    @Property
    void differentTextsDiffer(@ForAll String one, @ForAll String other) throws Exception {
        String first = digest("[{\"text\":" + JSON.writeValueAsString(clean(one)) + "}]");
        String second = digest("[{\"text\":" + JSON.writeValueAsString(clean(other)) + "}]");

        assertThat(first.equals(second)).isEqualTo(clean(one).equals(clean(other)));
    }

    /** Half a character cannot come out of a parser that read UTF-8. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cs}", "");
    }
}
