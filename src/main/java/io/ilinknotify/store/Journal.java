package io.ilinknotify.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The {@code -wal} file that a killed process leaves. SQLite takes the first page that does not fit its checksum for the
 * end, which is right when the power failed in the last commit. When the page was damaged later, it forgets every commit
 * behind it without a word, although each was on disk when it was acknowledged.
 *
 * <p>The two can be told apart: each frame's checksum goes on from the one before it, and a commit begins only when the
 * one before it is on disk. So two commits in one chain say that what stands before the second was once whole. The
 * format: sqlite.org/fileformat2.html#walformat.
 */
final class Journal {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;

    private final int page;
    private boolean whole = true;
    private long salt;
    /** What the frame before says of itself. */
    private long sum;
    /** What its page says, which is the same unless one of both is damaged. */
    private long sumOfPage;

    private int commits;

    private Journal(int page) {
        this.page = page;
    }

    /** Whether commits stand behind a damaged page, so that they would be forgotten. */
    static boolean hidesCommits(Path file, int page) throws IOException {
        if (Files.notExists(file) || Files.size(file) < HEADER + FRAME_HEADER + page) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Journal(page).hidesCommits(channel);
        }
    }

    private boolean hidesCommits(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        fill(header, channel);
        ByteOrder order = (header.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        salt = header.getLong(16);
        sum = header.getLong(24);
        sumOfPage = sum;
        whole = sum(0, header, 0, 24, order) == sum && header.getInt(8) == page;
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + page);
        if (!whole) {
            fill(frame, channel);
            salt = frame.getLong(8);
            channel.position(HEADER);
        }
        while (fill(frame, channel)) {
            if (isHidden(frame, order)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the next frame; whether it is a commit that is hidden and was on disk. */
    private boolean isHidden(ByteBuffer frame, ByteOrder order) {
        long said = frame.getLong(16);
        long computed = sum(frame, sum, order);
        boolean ours = frame.getLong(8) == salt;
        boolean goesOn = ours && (computed == said || sum(frame, sumOfPage, order) == said);
        sum = said;
        sumOfPage = computed;
        if (whole && goesOn) {
            return false;
        }
        whole = false;
        commits = (goesOn ? commits : 0) + (frame.getInt(4) == 0 ? 0 : 1);
        return commits >= 2;
    }

    private long sum(ByteBuffer frame, long before, ByteOrder order) {
        return sum(sum(before, frame, 0, 8, order), frame, FRAME_HEADER, page, order);
    }

    private static boolean fill(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    /** SQLite's checksum of some bytes, which goes on from {@code before}: two 32-bit sums. */
    private static long sum(long before, ByteBuffer bytes, int from, int length, ByteOrder order) {
        ByteBuffer words = bytes.duplicate().order(order);
        int a = (int) (before >>> 32);
        int b = (int) before;
        for (int i = from; i < from + length; i += 8) {
            a += words.getInt(i) + b;
            b += words.getInt(i + 4) + a;
        }
        return ((long) a << 32) | (b & 0xFFFFFFFFL);
    }
}
