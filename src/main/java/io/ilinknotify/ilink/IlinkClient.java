package io.ilinknotify.ilink;

import io.ilinknotify.ilink.Wire.Flight;
import io.vertx.core.Vertx;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The iLink protocol, one blocking method a call. Whatever a server or a network does comes back as an outcome, never as
 * an exception. Not to be called on an event loop. Safe for use by several threads.
 */
public final class IlinkClient implements MessageSender, AutoCloseable {
    /** A server that holds a poll answers when its time is over; who waits no longer than that loses the race. */
    private static final Duration AFTER_THE_HOLD = Duration.ofSeconds(10);

    private static final Duration LATE_CUT = Duration.ofSeconds(10);
    private static final Duration SHORT_CALL = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 2 * 1024 * 1024;

    private final IlinkConfig config;
    private final IlinkRequests requests;
    private final Wire wire;
    private final Patience patience;

    IlinkClient(IlinkConfig config, IlinkRequests requests, Wire wire, Patience patience) {
        this.config = config;
        this.requests = requests;
        this.wire = wire;
        this.patience = patience;
    }

    /**
     * Makes one; {@link #close} it at the end.
     *
     * @param environment where {@code HTTPS_PROXY} and {@code NO_PROXY} are looked for
     * @throws IllegalArgumentException naming every setting that is wrong
     */
    public static IlinkClient open(Vertx vertx, IlinkConfig config, Map<String, String> environment) {
        List<String> wrong = IlinkConfigRules.check(config);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        Wire wire = new HttpWire(
                vertx,
                ProxyRule.of(config.proxy(), environment),
                config.caFile().map(TrustedAuthorities::read),
                NameLookup.system(),
                LARGEST_ANSWER);
        IlinkRequests requests =
                new IlinkRequests(config, () -> ThreadLocalRandom.current().nextInt());
        return new IlinkClient(config, requests, wire, new Patience(AFTER_THE_HOLD, LATE_CUT, SHORT_CALL));
    }

    @Override
    public SendOutcome sendMessage(BotSession session, OutgoingText message) {
        Flight flight = wire.begin(requests.sendMessage(session, message));
        Exchange exchange = awaitThroughInterrupts(flight, config.sendTimeout());
        return SendReading.of(Reply.of(exchange, List.of(session.botToken(), message.contextToken())));
    }

    /**
     * One long poll. An interrupt, and the end of {@code hold} + 10 s, close its connection at once, so that the server
     * never sees two pollers.
     *
     * @param cursor {@code get_updates_buf} of the answer before; empty at first
     * @param hold how long the server holds the request
     */
    public UpdatesOutcome getUpdates(BotSession session, String cursor, Duration hold) throws InterruptedException {
        Flight flight = wire.begin(requests.getUpdates(session, cursor));
        Exchange exchange = awaitOrAbort(flight, hold.plus(patience.afterTheHold()));
        return UpdatesReading.of(exchange, patience.lateCut(), List.of(session.botToken()));
    }

    /**
     * Fetches a fresh sign-in code from the configured base.
     *
     * @param localTokens bot tokens that we hold, newest first; the first ten are told
     */
    public QrCodeOutcome fetchQrCode(List<String> localTokens) {
        Exchange exchange = shortCall(requests.fetchQrCode(localTokens), config.sendTimeout());
        return QrReading.code(Reply.of(exchange, localTokens));
    }

    /**
     * Asks once how far a sign-in is; the server holds the request. An interrupt closes its connection at once.
     *
     * @param base the configured base at first, then what {@link QrStatus.Redirected} said
     * @param verifyCode the digits, when they were asked for
     */
    public QrStatus pollQrStatus(URI base, String qrcode, Optional<String> verifyCode) throws InterruptedException {
        Flight flight = wire.begin(requests.pollQrStatus(base, qrcode, verifyCode));
        Exchange exchange = awaitOrAbort(flight, config.pollHold().plus(patience.afterTheHold()));
        List<String> secrets = List.of(qrcode);
        return QrReading.status(Reply.of(exchange, secrets), config.baseUrl(), base, secrets);
    }

    /**
     * Asks for the settings of a chat, which costs no send: does the server know us?
     *
     * @param contextToken of the person's newest message; empty when there is none
     */
    public ConnectionOutcome checkConnection(BotSession session, String userId, String contextToken) {
        Exchange exchange = shortCall(requests.getConfig(session, userId, contextToken), patience.shortCall());
        return CallReading.connection(Reply.of(exchange, List.of(session.botToken(), contextToken)));
    }

    /** Shows or hides "is typing" on the phone; the ticket is that of {@link ConnectionOutcome.Connected}. */
    public CallOutcome sendTyping(BotSession session, String userId, String typingTicket, TypingStatus status) {
        return call(session, requests.sendTyping(session, userId, typingTicket, status), patience.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent starts; at most 10 s. */
    public CallOutcome notifyStart(BotSession session) {
        return call(session, requests.notifyStart(session), patience.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent stops. */
    public CallOutcome notifyStop(BotSession session, Duration timeout) {
        return call(session, requests.notifyStop(session), timeout);
    }

    /** Closes every connection. */
    @Override
    public void close() {
        wire.close();
    }

    private CallOutcome call(BotSession session, WireRequest request, Duration timeout) {
        return CallReading.call(Reply.of(shortCall(request, timeout), List.of(session.botToken())));
    }

    /** An interrupt ends it early and stays set. */
    private Exchange shortCall(WireRequest request, Duration timeout) {
        Flight flight = wire.begin(request);
        try {
            return flight.await(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return flight.abort("interrupted");
        }
    }

    private static Exchange awaitOrAbort(Flight flight, Duration timeout) throws InterruptedException {
        try {
            return flight.await(timeout);
        } catch (InterruptedException e) {
            flight.abort("interrupted");
            throw e;
        }
    }

    private static Exchange awaitThroughInterrupts(Flight flight, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return flight.await(Duration.ofNanos(end - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
