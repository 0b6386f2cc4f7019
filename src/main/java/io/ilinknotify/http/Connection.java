package io.ilinknotify.http;

import io.ilinknotify.health.FailFast;
import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Watches one connection: whether the head of a request comes in time, how many requests wait for their answers, and whether
 * the answers are read. Its event loop writes the fields, and {@link Connections} reads them.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a close that fails leaves nothing to be done, and a write has its own promise
final class Connection extends ChannelInboundHandlerAdapter {
    /** For the head of a request, for what is left of a refused body, and for reading an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Bytes of a file that have to be read in that time. */
    private static final long LEAST_READ = 64 << 10;
    /** Requests that may wait for the answer to another: each holds its headers, and hardly any client pipelines at all. */
    static final int MOST_REQUESTS = 4;

    /**
     * The most that is read at once, and the most of answers that may wait when another request comes, in bytes. Half a
     * request keeps the one and an unread answer the other, in direct memory, on as many connections as there may be.
     */
    private static final int PORTION = 16 << 10;

    /** Under load, event loops need a while until they read what has come on a new connection. */
    private static final Duration NEW_FOR = Duration.ofSeconds(2);

    private static final AttributeKey<Boolean> TRUSTED = AttributeKey.valueOf("ilink-notify.trusted");
    private static final CountedWarning TOO_SLOW = Connections.warning("A connection was closed: no request in 10 s");
    private static final CountedWarning HTTP2 =
            Connections.warning("A connection was closed: HTTP/2, which is not spoken here");
    private static final String UPGRADE = "Upgrade: h2c";
    private static final CountedWarning UNREAD =
            Connections.warning("A connection was closed: answers were not read, or too many requests came at once");

    /** Reasons not to close a connection to make room; the first is closed first. */
    enum Claim {
        STRANGER,
        /** It may be a sender's, whose first request has not been looked at yet. */
        NEW,
        /** A sender's that is kept for later: whoever keeps one must be ready to open another. */
        IDLE,
        /** Most likely a sender's: a valid token came from its address before. */
        NEW_OF_SENDER,
        SENDING,
        AT_WORK
    }

    private final Channel channel;
    private final Connections port;
    private final String address;
    private final LongSupplier nanos;
    private volatile boolean headAwaited = true;
    private volatile boolean bodyAwaited;
    private volatile int unanswered;
    private volatile boolean answeredOnce;
    private volatile long since;
    private final long accepted;
    private boolean watchesHttp;
    private @Nullable Long unreadSince;
    /** How much of the answer had been written then. */
    private long progress;

    Connection(Channel channel, Connections port, LongSupplier nanos) {
        this.channel = channel;
        this.port = port;
        this.address = address(channel.remoteAddress());
        this.nanos = nanos;
        this.accepted = nanos.getAsLong();
        this.since = accepted;
    }

    /** Marks a connection whose client has shown a valid token. */
    static void trust(HttpConnection connection) {
        if (connection instanceof ConnectionBase vertx) {
            vertx.channel().attr(TRUSTED).set(true);
        }
    }

    /** Stands at the head of the pipeline, since the server adds its own handlers later. */
    void watch() {
        channel.config()
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, 2048, PORTION))
                .setWriteBufferWaterMark(new WriteBufferWaterMark(PORTION / 2, PORTION));
        channel.pipeline().addLast(this);
    }

    /** Closes it as soon as it is registered; before, nothing can be done with it. */
    void refuse() {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                context.close();
            }
        });
    }

    void close() {
        channel.close();
    }

    String address() {
        return address;
    }

    private static String address(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : String.valueOf(remote);
    }

    Claim claim() {
        if (!channel.hasAttr(TRUSTED)) {
            if (!answeredOnce && port.isSender(address)) {
                return Claim.NEW_OF_SENDER;
            }
            return answeredOnce || nanos.getAsLong() - accepted >= NEW_FOR.toNanos() ? Claim.STRANGER : Claim.NEW;
        }
        if (unanswered == 0) {
            return Claim.IDLE;
        }
        return bodyAwaited ? Claim.SENDING : Claim.AT_WORK;
    }

    /** How long nothing has begun or ended on it. */
    long idleNanos() {
        return nanos.getAsLong() - since;
    }

    /** Called once a second, always by the same thread. */
    void closeIfSlow() {
        if (isUnread()) {
            UNREAD.happened(address());
            close();
        } else if (unanswered == 0 && (headAwaited || bodyAwaited) && idleNanos() >= PATIENCE.toNanos()) {
            TOO_SLOW.happened(address());
            close();
        }
    }

    private boolean isUnread() {
        ChannelOutboundBuffer answers = channel.unsafe().outboundBuffer();
        if (answers == null || answers.totalPendingWriteBytes() == 0) {
            unreadSince = null;
            return false;
        }
        long now = nanos.getAsLong();
        long written = answers.current() instanceof FileRegion ? answers.currentProgress() : 0;
        if (unreadSince == null || written >= progress + LEAST_READ || written < progress) {
            unreadSince = now;
            progress = written;
        }
        return now - unreadSince >= PATIENCE.toNanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!headAwaited && !bodyAwaited) {
            headAwaited = true;
            since = nanos.getAsLong();
        }
        if (bytes instanceof ByteBuf buffer && isHttp2(context, buffer)) {
            buffer.release();
            HTTP2.happened(address());
            context.close();
            return;
        }
        watchHttp(context);
        context.fireChannelRead(bytes);
        if (!watchesHttp) {
            headAwaited = false; // TLS that has just begun
            watchHttp(context);
        }
    }

    /** Without memory for what comes, Netty closes this connection and goes on, as deaf as before. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        FailFast.endIfOutOfMemory("A connection", cause);
        context.fireExceptionCaught(cause);
    }

    /**
     * The management port would speak HTTP/2, whose requests nobody here sees: an upgrade is not heard, as the protocol allows,
     * and whoever begins with HTTP/2, or upgrades all the same, is hung up on.
     */
    private static boolean isHttp2(ChannelHandlerContext context, ByteBuf bytes) {
        if (context.pipeline().get(Http1xOrH2CHandler.class) != null) {
            String head = bytes.toString(US_ASCII);
            int upgrade = head.indexOf(UPGRADE);
            if (upgrade >= 0) {
                bytes.setByte(bytes.readerIndex() + upgrade + UPGRADE.length() - 1, '-');
            }
            return head.startsWith("PRI ");
        }
        return context.pipeline().get(Http2ConnectionHandler.class) != null;
    }

    private void watchHttp(ChannelHandlerContext context) {
        if (!watchesHttp && context.pipeline().get("httpEncoder") != null) {
            watchesHttp = true;
            context.pipeline().addAfter("httpEncoder", "watch", new Messages());
        }
    }

    private void began() {
        headAwaited = false;
        bodyAwaited = true;
        unanswered++;
        since = nanos.getAsLong();
    }

    private void answered() {
        unanswered = Math.max(0, unanswered - 1);
        answeredOnce = true;
        if (channel.hasAttr(TRUSTED)) {
            port.sends(address);
        }
        since = nanos.getAsLong();
    }

    /** Sees what the bytes mean. */
    private final class Messages extends ChannelDuplexHandler {
        private boolean over;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (over) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest) {
                if (unanswered >= MOST_REQUESTS || !channel.isWritable()) {
                    over = true;
                    ReferenceCountUtil.release(message);
                    UNREAD.happened(address());
                    context.close();
                    return;
                }
                began();
            }
            if (message instanceof LastHttpContent) {
                bodyAwaited = false;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            boolean interim = message instanceof HttpResponse response
                    && response.status().code() < 200;
            if (message instanceof LastHttpContent && !interim) {
                answered();
            }
            context.write(message, promise);
        }
    }
}
