package io.ilinknotify.http;

import io.vertx.core.buffer.Buffer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A body with a {@code Content-Encoding}. It is unpacked twice: first to count, so that one that becomes too large takes
 * nothing but time, and little of that.
 */
record Packed(byte[] bytes, boolean gzip) {
    /** Empty for an encoding that is not read here. */
    static Optional<Packed> of(String encoding, byte[] bytes) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> Optional.of(new Packed(bytes, true));
            case "deflate" -> Optional.of(new Packed(bytes, false));
            default -> Optional.empty();
        };
    }

    /**
     * How long it becomes, in bytes; one more than {@code most} stands for all that is longer.
     *
     * @throws IOException when it is not what it says
     */
    int length(int most) throws IOException {
        byte[] step = new byte[8 << 10];
        int length = 0;
        try (InputStream unpacked = open()) {
            int read = 0;
            while (read >= 0 && length <= most) {
                length += read;
                read = unpacked.read(step);
            }
        }
        return Math.min(length, most + 1);
    }

    /** All of it, whose length is known. */
    Buffer unpack(int length) throws IOException {
        try (InputStream unpacked = open()) {
            return Buffer.buffer(unpacked.readNBytes(length));
        }
    }

    private InputStream open() throws IOException {
        InputStream packed = new ByteArrayInputStream(bytes);
        // The standard means zlib's form, and some senders leave its two bytes out.
        boolean raw =
                bytes.length < 2 || (bytes[0] & 0x0F) != 8 || ((bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF)) % 31 != 0;
        return gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed, new Inflater(raw));
    }
}
