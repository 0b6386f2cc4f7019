package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.media.Upload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.netty.handler.codec.http.multipart.MemoryAttribute;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code multipart/form-data} by Netty's decoder: fields in memory, files on the volume. */
final class MultipartForm {
    /** In bytes; as large as a notification without files may be. */
    private static final int LARGEST_FIELDS = 1 << 20;

    private static final int MOST_PARTS = 100;
    private static final int LARGEST_PART_HEADER = 8192;
    private static final int STEP = 64 << 10;

    private MultipartForm() {}

    /**
     * The fields of a client made for another service, whatever their names; a name that comes again has a list. Files are
     * left out where nobody takes them, and the text beside them stays. Empty when the body cannot be read as such a form.
     */
    static Optional<ObjectNode> ofForeign(ContentType type, Body body, @Nullable Upload files) {
        try {
            return Optional.of(read(type, body, files, true));
        } catch (ProblemException e) {
            if (e.problem().status() == 400) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The fields, and the files. At {@code POST /notify} names that we do not know are ignored. */
    static ObjectNode read(ContentType type, Body body, @Nullable Upload files, boolean foreign) {
        if (type.boundary().isEmpty()) {
            throw Refusal.unreadable("The Content-Type multipart/form-data names no boundary.");
        }
        HttpPostMultipartRequestDecoder decoder = null;
        try (InputStream bytes = body.open()) {
            decoder = new HttpPostMultipartRequestDecoder(
                    new Parts(files == null ? null : files.folder(), type.charset()),
                    request(type),
                    type.charset(),
                    MOST_PARTS,
                    LARGEST_PART_HEADER);
            decoder.setDiscardThreshold(0);
            byte[] step = new byte[STEP];
            for (int read = bytes.readNBytes(step, 0, STEP); read > 0; read = bytes.readNBytes(step, 0, STEP)) {
                decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(step, 0, read)));
            }
            decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
            return parts(decoder, type, files, foreign);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            throw refusal(e);
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    /** Netty's decoder has half a dozen exceptions for what a sender can do wrong, and some have no type of their own. */
    private static ProblemException refusal(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return switch (cause) {
            case TooLarge tooLarge ->
                new ProblemException(
                        Problem.of(413, "too-large", "Too large", "The fields of the form are larger than is taken.")
                                .with("limit", LARGEST_FIELDS));
            case IOException unwritable -> Refusal.notStored("The volume cannot be written now.");
            case UnsupportedCharsetException unknown ->
                Refusal.unsupported("The charset of a part is not supported: send UTF-8.");
            default ->
                Refusal.unreadable("The multipart body is malformed, or has more than " + MOST_PARTS + " parts.");
        };
    }

    private static HttpRequest request(ContentType type) {
        // A boundary may hold what a header may not: it is never sent, only handed to the decoder.
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        String boundary = type.boundary().orElseThrow();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "multipart/form-data; boundary=\"" + boundary + "\"");
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", headers);
    }

    private static ObjectNode parts(
            HttpPostMultipartRequestDecoder decoder, ContentType type, @Nullable Upload files, boolean foreign)
            throws IOException {
        if (decoder.currentPartialHttpData() != null) {
            throw Refusal.unreadable("The multipart body ends in the middle of a part.");
        }
        if (foreign && decoder.getBodyHttpDatas().isEmpty()) {
            throw Refusal.unreadable("The multipart body has no parts.");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (InterfaceHttpData data : decoder.getBodyHttpDatas()) {
            String name = data.getName();
            if (data instanceof FileUpload file) {
                take(file, files);
            } else if (!foreign && name.equals("file")) {
                throw Refusal.invalid("file", "A file needs a name, as curl -F file=@report.pdf gives it one.");
            } else if (data instanceof Attribute part
                    && (foreign || Field.ALL.contains(name) || SenderBody.CARRIERS.contains(name))) {
                boolean declared = !part.getCharset().equals(type.charset());
                ContentType ofPart = declared ? ContentType.parse("text/plain; charset=" + part.getCharset()) : type;
                UrlEncodedForm.add(fields, name, foreign ? ofPart.anyText(part.get()) : ofPart.text(part.get()));
            }
        }
        return fields;
    }

    /** A browser sends an empty file for every file input that was left alone. */
    private static void take(FileUpload file, @Nullable Upload files) throws IOException {
        if (files == null || (file.getFilename().isEmpty() && file.length() == 0)) {
            return;
        }
        Path path = files.newFile();
        if (file.length() > 0 && !file.renameTo(path.toFile())) {
            throw new IOException("a part cannot be moved");
        }
        files.add(file.getName(), file.getFilename(), path);
    }

    /** Puts the fields of one form into memory, of all together a bounded number of bytes, and its files into a folder. */
    private static final class Parts extends DefaultHttpDataFactory {
        private final Charset charset;
        private long fields;

        /** @param folder where files go; {@code null} when they stay in memory, since nobody takes them */
        Parts(@Nullable Path folder, Charset charset) {
            super(folder != null, charset);
            this.charset = charset;
            if (folder != null) {
                setBaseDir(folder.toString());
            }
            setDeleteOnExit(false);
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name) {
            return new MemoryAttribute(name, charset) {
                @Override
                public void addContent(ByteBuf buffer, boolean last) throws IOException {
                    fields += buffer == null ? 0 : buffer.readableBytes();
                    if (fields > LARGEST_FIELDS) {
                        if (buffer != null) {
                            buffer.release();
                        }
                        throw new TooLarge();
                    }
                    super.addContent(buffer, last);
                }
            };
        }

        @Override
        public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
            return createAttribute(request, name);
        }
    }

    /** More fields than there is memory for. */
    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
