package io.ilinknotify.ilink;

import io.vertx.core.Vertx;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
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
                new HttpCalls(
                        vertx,
                        checked(config),
                        environment,
                        host -> List.of(InetAddress.getAllByName(host)),
                        LARGEST_ANSWER),
                new Timeouts(AFTER_THE_HOLD, LATE_CUT, SHORT_CALL));
    }

    IlinkClient(IlinkConfig config, IlinkRequests requests, HttpCalls calls, Timeouts timeouts) {
        this.config = config;
        this.requests = requests;
        this.calls = calls;
        this.timeouts = timeouts;
    }

    private static IlinkConfig checked(IlinkConfig config) {
        List<String> wrong = IlinkConfigRules.check(config);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return config;
    }

    @Override
    public SendOutcome sendMessage(Account account, OutgoingText message) {
        Call call = calls.begin(requests.sendMessage(account, message));
        CallResult result = call.awaitThroughInterrupts(config.sendTimeout());
        return SendOutcome.of(Reply.of(result, List.of(account.botToken(), message.contextToken())));
    }

    /**
     * One long poll. An interrupt, and the end of {@code hold} + 10 s, close its connection at once, so that the server
     * never sees two pollers.
     *
     * @param cursor {@code get_updates_buf} of the answer before; empty at first
     * @param hold how long the server holds the request
     */
    public UpdatesOutcome getUpdates(Account account, String cursor, Duration hold) throws InterruptedException {
        CallResult result = calls.begin(requests.getUpdates(account, cursor)).await(hold.plus(timeouts.afterTheHold()));
        return UpdatesOutcome.of(result, timeouts.lateCut(), List.of(account.botToken()));
    }

    /**
     * Fetches a fresh sign-in code from the configured base.
     *
     * @param localTokens bot tokens that we hold, newest first; the first ten are told
     */
    public QrCodeOutcome fetchQrCode(List<String> localTokens) {
        return QrCodeOutcome.of(shortCall(requests.fetchQrCode(localTokens), config.sendTimeout(), localTokens));
    }

    /**
     * Asks once how far a sign-in is; the server holds the request. An interrupt closes its connection at once.
     *
     * @param base the configured base at first, then what {@link QrStatus.Redirected} said
     * @param verifyCode the digits, when they were asked for
     */
    public QrStatus pollQrStatus(URI base, String qrcode, Optional<String> verifyCode) throws InterruptedException {
        CallResult result = calls.begin(requests.pollQrStatus(base, qrcode, verifyCode))
                .await(config.pollHold().plus(timeouts.afterTheHold()));
        List<String> secrets = List.of(qrcode);
        return QrStatus.of(Reply.of(result, secrets), config.baseUrl(), base, secrets);
    }

    /**
     * Asks for the settings of a chat, which costs no send: does the server know us?
     *
     * @param contextToken of the person's newest message; empty when there is none
     */
    public ConnectionOutcome checkConnection(Account account, String contextToken) {
        List<String> secrets = List.of(account.botToken(), contextToken);
        return ConnectionOutcome.of(
                shortCall(requests.getConfig(account, contextToken), timeouts.shortCall(), secrets));
    }

    /** Shows or hides "is typing" on the phone. The ticket is that of {@link ConnectionOutcome.Connected}. */
    public ConnectionOutcome sendTyping(Account account, String typingTicket, boolean typing) {
        return call(account, requests.sendTyping(account, typingTicket, typing), timeouts.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent starts; at most 10 s. */
    public ConnectionOutcome notifyStart(Account account) {
        return call(account, requests.notifyStart(account), timeouts.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent stops. */
    public ConnectionOutcome notifyStop(Account account, Duration timeout) {
        return call(account, requests.notifyStop(account), timeout);
    }

    /** Closes every connection. */
    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }

    private ConnectionOutcome call(Account account, HttpCalls.Request request, Duration timeout) {
        return ConnectionOutcome.of(shortCall(request, timeout, List.of(account.botToken())));
    }

    /** An interrupt ends it early and stays set. */
    private Reply shortCall(HttpCalls.Request request, Duration timeout, List<String> secrets) {
        Call call = calls.begin(request);
        CallResult result;
        try {
            result = call.await(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = call.abort("interrupted");
        }
        return Reply.of(result, secrets);
    }
}
