package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;

import java.io.IOException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** Reads {@code multipart/form-data} by Netty's decoder, wholly in memory. */
final class MultipartForm {
    private static final int MOST_PARTS = 100;
    private static final int LARGEST_PART_HEADER = 8192;
    /** A boundary may hold what a header may not: it is never sent, only handed to the decoder. */
    private static final HttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private MultipartForm() {}

    /** The fields of {@code POST /notify}; names that we do not know are ignored, a file is refused. */
    static ObjectNode read(ContentType type, byte[] body) {
        return read(type, body, false);
    }

    /**
     * The fields of a client made for another service, whatever their names; a name that comes again has a list. Files are
     * left out, and the text beside them stays. Empty when the body cannot be read as such a form.
     */
    static Optional<ObjectNode> ofForeign(ContentType type, byte[] body) {
        try {
            return Optional.of(read(type, body, true));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode read(ContentType type, byte[] body, boolean foreign) {
        if (type.boundary().isEmpty()) {
            throw Refusal.unreadable("The Content-Type multipart/form-data names no boundary.");
        }
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false),
                    request(type, body),
                    type.charset(),
                    MOST_PARTS,
                    LARGEST_PART_HEADER);
            return fields(decoder, type, foreign);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            // Netty's decoder has half a dozen exceptions for what a sender can do wrong, and some have no type of
            // their own.
            throw e.getCause() instanceof UnsupportedCharsetException
                    ? Refusal.unsupported("The charset of a part is not supported: send UTF-8.")
                    : Refusal.unreadable("The multipart body is malformed, or has more than " + MOST_PARTS + " parts.");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static FullHttpRequest request(ContentType type, byte[] body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body), UNCHECKED, UNCHECKED);
        request.headers()
                .set(
                        HttpHeaderNames.CONTENT_TYPE,
                        "multipart/form-data; boundary=\"" + type.boundary().orElseThrow() + "\"");
        return request;
    }

    private static ObjectNode fields(HttpPostMultipartRequestDecoder decoder, ContentType type, boolean foreign)
            throws IOException {
        if (decoder.currentPartialHttpData() != null) {
            throw Refusal.unreadable("The multipart body ends in the middle of a part.");
        }
        if (foreign && decoder.getBodyHttpDatas().isEmpty()) {
            throw Refusal.unreadable("The multipart body has no parts.");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
            if (!foreign && (data.getName().equals("file") || isFile(data))) {
                throw Refusal.invalid(data.getName(), "Files cannot be sent: give the text as a field.");
            }
            if (data instanceof Attribute part && (foreign || isRead(part.getName()))) {
                boolean declared = !part.getCharset().equals(type.charset());
                ContentType ofPart = declared ? ContentType.parse("text/plain; charset=" + part.getCharset()) : type;
                UrlEncodedForm.add(
                        fields, part.getName(), foreign ? ofPart.anyText(part.get()) : ofPart.text(part.get()));
            }
        }
        return fields;
    }

    private static boolean isRead(String name) {
        return Field.ALL.contains(name) || SenderBody.CARRIERS.contains(name);
    }

    /** A browser sends an empty file for every file input that was left alone. */
    private static boolean isFile(InterfaceHttpData data) {
        return data instanceof FileUpload upload && !(upload.getFilename().isEmpty() && upload.length() == 0);
    }
}
