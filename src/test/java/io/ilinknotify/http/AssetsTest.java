package io.ilinknotify.http;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class AssetsTest {
    private static final Path FOLDER = Path.of("src/main/resources/assets");

    @ParameterizedTest
    @CsvSource({
        "ilink-notify.css, text/css",
        "icon.svg, image/svg+xml",
        "login.js, text/javascript",
        "setup.js, text/javascript",
        "status.js, text/javascript",
        "times.js, text/javascript"
    })
    void whatThePagesNeedIsServedToEverybody(String name, String type) throws IOException {
        Response asset = given().get("/assets/" + name);

        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.contentType()).startsWith(type);
        assertThat(asset.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(asset.body().asString()).isEqualTo(Files.readString(FOLDER.resolve(name)));
        assertThat(given().head("/assets/" + name).statusCode()).isEqualTo(200);
        try (Stream<Path> all = Files.list(FOLDER)) {
            assertThat(all.filter(
                            file -> given().get("/assets/" + file.getFileName()).statusCode() != 200))
                    .isEmpty();
        }
    }

    /** A page with all that it needs takes less than 120 KB, of which the pages themselves are the most. */
    @Test
    void theyTakeLittleOfTheLine() {
        RestAssuredConfig asTheyCome = RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
        int bytes = 0;
        for (String name : List.of("pico.classless.jade.min.css", "ilink-notify.css", "status.js", "times.js")) {
            Response packed = given().config(asTheyCome)
                    .header("Accept-Encoding", "deflate, gzip;q=0.8")
                    .get("/assets/" + name);
            assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(packed.header("Vary")).containsIgnoringCase("Accept-Encoding");
            bytes += packed.asByteArray().length;
        }
        assertThat(bytes).isLessThan(30_000);
        assertThat(given().config(asTheyCome)
                        .header("Accept-Encoding", "gzip;q=0")
                        .get("/assets/status.js")
                        .header("Content-Encoding"))
                .isNull();
    }

    /** Else whoever reads none on all the connections that there may be would fill it. */
    @Test
    @SuppressWarnings("deprecation")
    void answersTakeNoDirectMemoryOfTheirOwn() {
        Buffer asset = Assets.shared(new byte[] {1, 2, 3});

        assertThat(asset.getByteBuf().isDirect()).isTrue();
        assertThat(asset.getBytes()).containsExactly(1, 2, 3);
    }
}
