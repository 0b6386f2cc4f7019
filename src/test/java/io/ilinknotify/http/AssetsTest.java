package io.ilinknotify.http;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
