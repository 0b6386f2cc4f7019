package io.ilinknotify.volume;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The lock of the operating system on {@code agent.lock}: one agent a volume. It ends with the process, however that
 * ends, so that nothing is left to clean up. The file names its holder, for the message to the second one.
 */
public final class AgentLock implements AutoCloseable {
    private static final String NAME = "agent.lock";
    /** Beyond the text, so that a system whose locks forbid reading still shows who holds it. */
    private static final long LOCKED_BYTE = 1 << 20;

    private final FileChannel channel;

    private AgentLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param holder who we are, such as {@code process 4711}
     * @throws StartupProblem when another agent has it
     */
    public static AgentLock take(StateDir dir, String holder) {
        try {
            FileChannel channel = FileChannel.open(
                    dir.prepare(NAME), StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartupProblem(refusal(dir));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return new AgentLock(channel);
        } catch (IOException e) {
            throw new StartupProblem("notify.state-dir: " + dir.file(NAME) + " cannot be locked (" + StateDir.reason(e)
                    + "). The volume must be on a file system with locks.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // This very process has it.
        }
    }

    private static String refusal(StateDir dir) {
        return "Another ilink-notify" + holder(dir.file(NAME)) + " uses the volume " + dir.path()
                + ". Two agents would steal each other's messages. Stop that one first, or give this one a"
                + " notify.state-dir of its own.";
    }

    private static String holder(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? "" : " (" + text + ")";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
