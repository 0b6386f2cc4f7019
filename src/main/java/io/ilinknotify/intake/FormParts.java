package io.ilinknotify.intake;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.MemoryAttribute;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

/** Puts the fields of one form into memory, of all together a bounded number of bytes, and its files into a folder. */
final class FormParts extends DefaultHttpDataFactory {
    /** In bytes; as large as a notification without files may be. */
    static final int LARGEST_FIELDS = 1 << 20;

    private final Charset charset;
    private long fields;

    /** @param folder where files go; {@code null} when they stay in memory, since nobody takes them */
    FormParts(@Nullable Path folder, Charset charset) {
        super(folder != null, charset);
        this.charset = charset;
        if (folder != null) {
            setBaseDir(folder.toString());
        }
        setDeleteOnExit(false);
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name) {
        return new Bounded(name);
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
        return new Bounded(name);
    }

    /** More fields than there is memory for. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final class Bounded extends MemoryAttribute {
        Bounded(String name) {
            super(name, charset);
        }

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
    }
}
