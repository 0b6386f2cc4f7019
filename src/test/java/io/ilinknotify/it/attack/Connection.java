package io.ilinknotify.it.attack;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of an attacker. Only the swarm's thread touches it. */
final class Connection {
    /** The answers that an attacker does not read must pile up in the agent, not in this socket. */
    private static final int SMALL_WINDOW = 4 * 1024;
    /** The JDK copies what it is given before it writes, however little the socket takes. */
    private static final int SLICE = 64 * 1024;

    private static final long READS_EACH_MILLIS = 1_000;
    private static final int READS_SLOWLY = 16;
    private static final byte[] STATUS_LINE = {'H', 'T', 'T', 'P', '/', '1', '.'};
    private static final int STATUS_AT = 9;

    final Attacker attacker;
    private final SocketChannel channel;
    private final SelectionKey key;
    private @Nullable ByteBuffer writing;
    private boolean awaitsAnswer;
    private long nextWrite;
    private long nextRead;
    private long hangsUpAt = Long.MAX_VALUE;

    private Connection(Attacker attacker, SocketChannel channel, Selector selector) throws IOException {
        this.attacker = attacker;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    static Connection open(Attacker attacker, InetSocketAddress agent, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (attacker.reading != Attacker.Reading.ALL) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
            }
            channel.bind(new InetSocketAddress(attacker.address, 0));
            channel.connect(agent);
            return new Connection(attacker, channel, selector);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether it may begin a request now. */
    boolean isIdle() {
        return channel.isConnected() && writing == null && (attacker.pipelines || !awaitsAnswer);
    }

    void begin(long now) {
        writing = attacker.nextRequest();
        awaitsAnswer = true;
        nextWrite = now;
        if (attacker.hangsUpAfterMillis != Long.MAX_VALUE) {
            hangsUpAt = now + attacker.hangsUpAfterMillis;
        }
    }

    /** What the time asks for. */
    void tick(long now, ByteBuffer buffer) throws IOException {
        if (now >= hangsUpAt) {
            reset();
            return;
        }
        if (writing != null && now >= nextWrite && key.isValid() && (key.interestOps() & SelectionKey.OP_WRITE) == 0) {
            write(now);
        }
        if (attacker.reading == Attacker.Reading.SLOWLY && channel.isConnected() && now >= nextRead) {
            nextRead = now + READS_EACH_MILLIS;
            buffer.clear().limit(READS_SLOWLY);
            read(buffer);
        }
    }

    /** What the socket is ready for. */
    void ready(long now, ByteBuffer buffer) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isConnectable()) {
            channel.finishConnect();
            attacker.wasOpened();
            key.interestOps(attacker.reading == Attacker.Reading.ALL ? SelectionKey.OP_READ : 0);
            return;
        }
        if (key.isReadable()) {
            buffer.clear();
            read(buffer);
        }
        if (key.isValid() && key.isWritable()) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
            write(now);
        }
    }

    private void write(long now) throws IOException {
        ByteBuffer left = writing;
        if (left == null) {
            return;
        }
        ByteBuffer slice =
                left.slice(left.position(), Math.min(left.remaining(), Math.min(SLICE, attacker.bytesAtOnce)));
        int bytes = channel.write(slice);
        attacker.hasWritten(bytes);
        left.position(left.position() + bytes);
        nextWrite = now + attacker.pauseMillis;
        if (!left.hasRemaining()) {
            writing = null;
        } else if (attacker.pauseMillis == 0) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** An answer is counted by its first bytes; on these connections it comes in a segment of its own. */
    private void read(ByteBuffer buffer) throws IOException {
        int bytes = channel.read(buffer);
        if (bytes < 0) {
            throw new IOException("closed by the agent");
        }
        if (bytes > STATUS_AT + 2 && startsAnswer(buffer)) {
            attacker.wasAnswered(
                    100 * digit(buffer, STATUS_AT) + 10 * digit(buffer, STATUS_AT + 1) + digit(buffer, STATUS_AT + 2));
            awaitsAnswer = false;
        }
    }

    private static boolean startsAnswer(ByteBuffer buffer) {
        for (int i = 0; i < STATUS_LINE.length; i++) {
            if (buffer.get(i) != STATUS_LINE[i]) {
                return false;
            }
        }
        return true;
    }

    private static int digit(ByteBuffer buffer, int at) {
        return buffer.get(at) - '0';
    }

    /** Closes without a farewell. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
