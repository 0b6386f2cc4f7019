package io.ilinknotify.ilink;

import io.vertx.core.Vertx;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
@Singleton
public final class IlinkClient implements MessageSender, AutoCloseable {
    /** A server that holds a poll answers when its time is over; who waits no longer than that loses the race. */
    private static final Duration AFTER_THE_HOLD = Duration.ofSeconds(10);

    private static final Duration LATE_CUT = Duration.ofSeconds(10);
    private static final Duration SHORT_CALL = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 2 * 1024 * 1024;

    /**
     * The timeouts that are no settings.
     *
     * @param afterTheHold beyond the time that the server holds a poll
     * @param lateCut a poll whose connection is cut after this was held, not broken
     * @param shortCall for calls that matter little
     */
    record Timeouts(Duration afterTheHold, Duration lateCut, Duration shortCall) {}

    private final IlinkConfig config;
    private final IlinkRequests requests;
    private final HttpCalls calls;
    private final Timeouts timeouts;

    /** Makes the client of the running agent. */
    @Inject
    IlinkClient(Vertx vertx, IlinkConfig config) {
        this(vertx, config, System.getenv());
    }

    /**
     * Makes one; {@link #close} it at the end.
     *
     * @param environment where {@code HTTPS_PROXY} and {@code NO_PROXY} are looked for
     * @throws IllegalArgumentException naming every setting that is wrong
     */
    public IlinkClient(Vertx vertx, IlinkConfig config, Map<String, String> environment) {
        this(
                config,
                new IlinkRequests(config, () -> ThreadLocalRandom.current().nextInt()),
                calls(vertx, config, environment),
                new Timeouts(AFTER_THE_HOLD, LATE_CUT, SHORT_CALL));
    }

    IlinkClient(IlinkConfig config, IlinkRequests requests, HttpCalls calls, Timeouts timeouts) {
        this.config = config;
        this.requests = requests;
        this.calls = calls;
        this.timeouts = timeouts;
    }

    private static HttpCalls calls(Vertx vertx, IlinkConfig config, Map<String, String> environment) {
        List<String> wrong = IlinkConfigRules.check(config);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new HttpCalls(
                vertx,
                ProxyRule.of(config.proxy(), environment),
                config.caFile().map(IlinkConfigRules::authorities),
                HttpCalls.NameLookup.system(),
                LARGEST_ANSWER);
    }

    @Override
    public SendOutcome sendMessage(BotSession session, OutgoingText message) {
        Call call = calls.begin(requests.sendMessage(session, message));
        CallResult result = awaitThroughInterrupts(call, config.sendTimeout());
        return SendOutcome.of(Reply.of(result, List.of(session.botToken(), message.contextToken())));
    }

    /**
     * One long poll. An interrupt, and the end of {@code hold} + 10 s, close its connection at once, so that the server
     * never sees two pollers.
     *
     * @param cursor {@code get_updates_buf} of the answer before; empty at first
     * @param hold how long the server holds the request
     */
    public UpdatesOutcome getUpdates(BotSession session, String cursor, Duration hold) throws InterruptedException {
        Call call = calls.begin(requests.getUpdates(session, cursor));
        CallResult result = awaitOrAbort(call, hold.plus(timeouts.afterTheHold()));
        return UpdatesOutcome.of(result, timeouts.lateCut(), List.of(session.botToken()));
    }

    /**
     * Fetches a fresh sign-in code from the configured base.
     *
     * @param localTokens bot tokens that we hold, newest first; the first ten are told
     */
    public QrCodeOutcome fetchQrCode(List<String> localTokens) {
        CallResult result = shortCall(requests.fetchQrCode(localTokens), config.sendTimeout());
        return QrCodeOutcome.of(Reply.of(result, localTokens));
    }

    /**
     * Asks once how far a sign-in is; the server holds the request. An interrupt closes its connection at once.
     *
     * @param base the configured base at first, then what {@link QrStatus.Redirected} said
     * @param verifyCode the digits, when they were asked for
     */
    public QrStatus pollQrStatus(URI base, String qrcode, Optional<String> verifyCode) throws InterruptedException {
        Call call = calls.begin(requests.pollQrStatus(base, qrcode, verifyCode));
        CallResult result = awaitOrAbort(call, config.pollHold().plus(timeouts.afterTheHold()));
        List<String> secrets = List.of(qrcode);
        return QrStatus.of(Reply.of(result, secrets), config.baseUrl(), base, secrets);
    }

    /**
     * Asks for the settings of a chat, which costs no send: does the server know us?
     *
     * @param contextToken of the person's newest message; empty when there is none
     */
    public ConnectionOutcome checkConnection(BotSession session, String userId, String contextToken) {
        CallResult result = shortCall(requests.getConfig(session, userId, contextToken), timeouts.shortCall());
        return ConnectionOutcome.of(Reply.of(result, List.of(session.botToken(), contextToken)));
    }

    /** Shows or hides "is typing" on the phone. The ticket is that of {@link ConnectionOutcome.Connected}. */
    public ConnectionOutcome sendTyping(BotSession session, String userId, String typingTicket, boolean typing) {
        return call(session, requests.sendTyping(session, userId, typingTicket, typing), timeouts.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent starts; at most 10 s. */
    public ConnectionOutcome notifyStart(BotSession session) {
        return call(session, requests.notifyStart(session), timeouts.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent stops. */
    public ConnectionOutcome notifyStop(BotSession session, Duration timeout) {
        return call(session, requests.notifyStop(session), timeout);
    }

    /** Closes every connection. */
    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }

    private ConnectionOutcome call(BotSession session, HttpCalls.Request request, Duration timeout) {
        return ConnectionOutcome.of(Reply.of(shortCall(request, timeout), List.of(session.botToken())));
    }

    /** An interrupt ends it early and stays set. */
    private CallResult shortCall(HttpCalls.Request request, Duration timeout) {
        Call call = calls.begin(request);
        try {
            return call.await(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return call.abort("interrupted");
        }
    }

    private static CallResult awaitOrAbort(Call call, Duration timeout) throws InterruptedException {
        try {
            return call.await(timeout);
        } catch (InterruptedException e) {
            call.abort("interrupted");
            throw e;
        }
    }

    private static CallResult awaitThroughInterrupts(Call call, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.await(Duration.ofNanos(end - System.nanoTime()));
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
