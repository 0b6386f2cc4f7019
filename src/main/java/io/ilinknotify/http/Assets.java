package io.ilinknotify.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The style and the scripts of the pages, served from memory, packed where the browser can unpack them. Vert.x would unpack them into a temporary folder first, and
 * with a read-only root there is none: the agent would not even start.
 */
@Singleton
final class Assets {
    private static final String STYLE = "text/css;charset=UTF-8";
    private static final String SCRIPT = "text/javascript;charset=UTF-8";
    private static final Map<String, String> TYPES = Map.of(
            "pico.classless.jade.min.css", STYLE,
            "ilink-notify.css", STYLE,
            "icon.svg", "image/svg+xml",
            "login.js", SCRIPT,
            "setup.js", SCRIPT,
            "status.js", SCRIPT,
            "times.js", SCRIPT);
    /** Short, so that an upgraded page soon has its new script. */
    private static final String FOR_FIVE_MINUTES = "max-age=300";

    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?![.]))");

    void serve(@Observes Router router) {
        TYPES.forEach((name, type) -> {
            byte[] bytes = read("/assets/" + name);
            Buffer content = shared(bytes);
            Buffer packed = shared(packed(bytes));
            router.route("/assets/" + name)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(context -> {
                        context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_FIVE_MINUTES)
                                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
                        String encodings = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
                        if (encodings != null && GZIP.matcher(encodings).find()) {
                            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
                            context.end(packed);
                        } else {
                            context.end(content);
                        }
                    });
        });
    }

    /** In direct memory, which all answers share: of anything else each would have a copy there until it is read. */
    @SuppressWarnings("deprecation") // Vert.x 4 has no other way
    static Buffer shared(byte[] bytes) {
        return Buffer.buffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] read(String resource) {
        try (InputStream content = Assets.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException(resource + " is missing in the program");
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
