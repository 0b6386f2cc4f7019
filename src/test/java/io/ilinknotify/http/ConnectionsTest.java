package io.ilinknotify.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("FutureReturnValueIgnored") // of channels in memory, where everything is done at once
class ConnectionsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n";

    private long now;
    private final Connections connections = new Connections(3, () -> now);

    @Test
    void whoNeverSendsARequestIsClosed() {
        EmbeddedChannel silent = connect("10.0.0.1");
        EmbeddedChannel dripping = connect("10.0.0.1");
        EmbeddedChannel asking = connect("10.0.0.1");
        receive(asking, GET);
        for (int second = 0; second < 10; second++) {
            later(Duration.ofSeconds(1));
            receive(dripping, "G");
        }

        assertThat(silent.isOpen()).isFalse();
        assertThat(dripping.isOpen()).isFalse();
        assertThat(asking.isOpen()).isTrue();
    }

    @Test
    void aSecondHeadHasToComeInTimeToo() {
        EmbeddedChannel channel = connect("10.0.0.1");
        receive(channel, GET);
        answer(channel);
        later(Duration.ofSeconds(60));
        assertThat(channel.isOpen()).isTrue();

        receive(channel, "GET /");
        later(Duration.ofSeconds(10));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theRestOfARefusedBodyHasToComeInTime() {
        EmbeddedChannel channel = connect("10.0.0.1");
        receive(channel, POST);
        later(Duration.ofSeconds(20));
        assertThat(channel.isOpen()).isTrue();

        answer(channel);
        later(Duration.ofSeconds(10));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void moreThanAFewRequestsAtOnceAreTooMany() {
        EmbeddedChannel channel = connect("10.0.0.1");

        receive(channel, GET.repeat(Connection.MOST_REQUESTS));
        assertThat(channel.isOpen()).isTrue();
        receive(channel, GET);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void requestsOneAfterTheOtherAreNot() {
        EmbeddedChannel channel = connect("10.0.0.1");
        for (int i = 0; i < 20; i++) {
            receive(channel, GET);
            answer(channel);
        }

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void anAnswerThatNobodyReadsClosesTheConnection() {
        EmbeddedChannel channel = connect("10.0.0.1");
        receive(channel, GET);
        channel.write(response()); // not flushed, as when the other side's window is full
        later(Duration.ofSeconds(9));
        assertThat(channel.isOpen()).isTrue();

        later(Duration.ofSeconds(2));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aNewConnectionTakesThePlaceOfAStranger() {
        EmbeddedChannel sender = trusted(connect("10.0.0.2"));
        EmbeddedChannel old = connect("10.0.0.1");
        later(Duration.ofSeconds(1));
        EmbeddedChannel young = connect("10.0.0.1");

        EmbeddedChannel next = connect("10.0.0.3");

        assertThat(sender.isOpen()).isTrue();
        assertThat(old.isOpen()).isFalse();
        assertThat(young.isOpen()).isTrue();
        assertThat(next.isOpen()).isTrue();
        assertThat(connections.size()).isEqualTo(3);
    }

    @Test
    void ofStrangersThoseOfTheBusiestAddressGoFirst() {
        EmbeddedChannel sole = connect("10.0.0.2");
        later(Duration.ofSeconds(1));
        EmbeddedChannel first = connect("10.0.0.1");
        EmbeddedChannel second = connect("10.0.0.1");
        receive(first, POST);
        receive(second, POST);

        connect("10.0.0.3");

        assertThat(sole.isOpen()).isTrue();
        assertThat(first.isOpen() && second.isOpen()).isFalse();
    }

    @Test
    void manyAddressesWithOneEachDoNotPushOutASenderWithAFew() {
        Connections full = new Connections(32, () -> now);
        EmbeddedChannel oldest = connect(full, "10.0.1.1");
        now++;
        EmbeddedChannel first = connect(full, "10.0.0.1");
        EmbeddedChannel second = connect(full, "10.0.0.1");
        now++;
        for (int i = 2; i <= 31; i++) {
            connect(full, "10.0.1." + i);
        }

        assertThat(oldest.isOpen()).isFalse();
        assertThat(first.isOpen() && second.isOpen()).isTrue();
    }

    @Test
    void whoHasJustComeGoesAfterThoseWhoHadTheirChance() {
        EmbeddedChannel silent = connect("10.0.0.2");
        later(Duration.ofSeconds(3));
        EmbeddedChannel fresh = connect("10.0.0.1");
        EmbeddedChannel refused = connect("10.0.0.1");
        receive(refused, GET);
        answer(refused);

        connect("10.0.0.1");
        assertThat(refused.isOpen()).isFalse();
        connect("10.0.0.1");

        assertThat(silent.isOpen()).isFalse();
        assertThat(fresh.isOpen()).isTrue();
    }

    @Test
    void whoComesFromASendersAddressGoesAfterThoseWhoHaveJustCome() {
        EmbeddedChannel sender = trusted(connect("10.0.0.1"));
        receive(sender, GET);
        answer(sender);
        sender.close();
        EmbeddedChannel next = connect("10.0.0.1");
        now += Duration.ofMillis(500).toNanos();

        for (int stranger = 0; stranger < 10; stranger++) {
            connect("10.0.1." + stranger);
        }

        assertThat(next.isOpen()).isTrue();
    }

    @Test
    void aNewConnectionOfASendersAddressGoesAfterAnIdleOne() {
        EmbeddedChannel idle = trusted(connect("10.0.0.1"));
        receive(idle, GET);
        answer(idle);
        EmbeddedChannel first = connect("10.0.0.1");
        EmbeddedChannel second = connect("10.0.0.1");

        EmbeddedChannel third = connect("10.0.0.1");

        assertThat(idle.isOpen()).isFalse();
        assertThat(first.isOpen() && second.isOpen() && third.isOpen()).isTrue();
    }

    @Test
    void whoIsAtWorkIsNeverClosedAndWhoIsIdleIs() {
        EmbeddedChannel working = trusted(connect("10.0.0.1"));
        EmbeddedChannel idle = trusted(connect("10.0.0.1"));
        EmbeddedChannel sending = trusted(connect("10.0.0.1"));
        receive(working, GET);
        receive(sending, POST);

        trusted(connect("10.0.0.1"));
        EmbeddedChannel last = trusted(connect("10.0.0.1"));

        assertThat(idle.isOpen()).isFalse();
        assertThat(working.isOpen()).isTrue();
        assertThat(sending.isOpen()).isTrue();
        assertThat(last.isOpen()).isTrue();
    }

    @Test
    void whenAllAreAtWorkANewOneIsRefused() {
        for (int i = 0; i < 3; i++) {
            receive(trusted(connect("10.0.0.1")), GET);
        }

        assertThat(connect("10.0.0.1").isOpen()).isFalse();
        assertThat(connections.size()).isEqualTo(3);
    }

    @Test
    void aConnectionThatClosesMakesRoom() {
        for (int i = 0; i < 10; i++) {
            connect("10.0.0.1").close();
        }

        assertThat(connections.size()).isZero();
    }

    private EmbeddedChannel connect(String address) {
        return connect(connections, address);
    }

    private static EmbeddedChannel connect(Connections connections, String address) {
        EmbeddedChannel channel = new EmbeddedChannel(false, false) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 4711);
            }
        };
        connections.admit(channel);
        channel.pipeline().addLast("httpDecoder", new HttpRequestDecoder());
        channel.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
        try {
            channel.register();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return channel;
    }

    private static EmbeddedChannel trusted(EmbeddedChannel channel) {
        channel.attr(AttributeKey.valueOf("ilink-notify.trusted")).set(true);
        return channel;
    }

    private static void receive(EmbeddedChannel channel, String bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, UTF_8));
        }
    }

    private static void answer(EmbeddedChannel channel) {
        channel.writeOutbound(response());
    }

    private static DefaultFullHttpResponse response() {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set("Content-Length", 0);
        return response;
    }

    private void later(Duration time) {
        for (int second = 0; second < time.toSeconds(); second++) {
            now += Duration.ofSeconds(1).toNanos();
            connections.closeSlow();
        }
    }
}
