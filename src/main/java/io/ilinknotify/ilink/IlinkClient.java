package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The iLink protocol, one blocking method a call, field for field and header for header as Tencent's own client speaks it
 * (protocol page). Whatever a server or a network does comes back as an outcome, never as an exception. Not to be called on
 * an event loop. Safe for use by several threads.
 */
@Singleton
public final class IlinkClient implements MessageSender, AutoCloseable {
    private static final int LARGEST_ANSWER = 2 * 1024 * 1024;

    private static final int MOST_LOCAL_TOKENS = 10;
    private static final int FROM_A_BOT = 2;
    private static final int FINISHED = 2;
    private static final int TYPING = 1;
    private static final int NOT_TYPING = 2;

    /**
     * The timeouts that are no settings.
     *
     * @param held a poll without an answer for so long is held: a refusal comes at once
     * @param afterTheHold beyond the time that the server holds a poll: who waits no longer than that loses the race
     * @param lateCut a poll whose connection is cut after this was held, not broken
     * @param shortCall for calls that matter little
     * @param betweenUploads between two tries of one upload
     */
    record Timeouts(
            Duration held, Duration afterTheHold, Duration lateCut, Duration shortCall, Duration betweenUploads) {
        static final Timeouts DEFAULTS = new Timeouts(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    private final IlinkConfig config;
    private final HttpCalls calls;
    private final Timeouts timeouts;

    @Inject
    IlinkClient(Vertx vertx, IlinkConfig config) {
        this(vertx, config, System.getenv());
    }

    /**
     * Makes one; {@link #close} it at the end.
     *
     * @param environment where {@code HTTPS_PROXY} and {@code NO_PROXY} are looked for
     * @throws IllegalArgumentException naming a proxy or a file of authorities that cannot be used
     */
    public IlinkClient(Vertx vertx, IlinkConfig config, Map<String, String> environment) {
        this(
                config,
                new HttpCalls(
                        vertx, config, environment, host -> List.of(InetAddress.getAllByName(host)), LARGEST_ANSWER),
                Timeouts.DEFAULTS);
    }

    IlinkClient(IlinkConfig config, HttpCalls calls, Timeouts timeouts) {
        this.config = config;
        this.calls = calls;
        this.timeouts = timeouts;
    }

    @Override
    public UploadOutcome upload(Account account, MediaKind kind, Path path) {
        try {
            EncipheredFile file = EncipheredFile.of(path);
            List<String> secrets = List.of(account.botToken(), file.key());
            Call call = begin(account, "getuploadurl", file.announcement(kind, account.userId()));
            Reply whereTo = shortCall(call, config.sendTimeout(), secrets);
            return new CdnUpload(calls, config, timeouts.betweenUploads(), file, secrets).by(whereTo);
        } catch (IOException e) {
            return new UploadOutcome.Refused(
                    "the file cannot be read: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new UploadOutcome.Lost("interrupted");
        }
    }

    @Override
    public SendOutcome sendMessage(Account account, OutgoingMessage message) {
        ObjectNode body = object();
        ObjectNode msg = body.putObject("msg");
        // All of them are needed: miss one, and the server answers 200 {} and delivers nothing.
        msg.put("from_user_id", "");
        msg.put("to_user_id", account.userId());
        msg.put("client_id", message.clientId());
        msg.put("message_type", FROM_A_BOT);
        msg.put("message_state", FINISHED);
        msg.putArray("item_list").add(message.item());
        msg.put("context_token", message.contextToken());
        CallResult result = begin(account, "sendmessage", body).awaitThroughInterrupts(config.sendTimeout());
        return SendOutcome.of(Reply.of(result, List.of(account.botToken(), message.contextToken())));
    }

    /**
     * One long poll. An interrupt, and the end of {@code hold} + 10 s, close its connection at once, so that the server
     * never sees two pollers.
     *
     * @param cursor {@code get_updates_buf} of the answer before; empty at first
     * @param hold how long the server holds the request
     * @param whenHeld runs when the server took the request and has not answered it at once
     */
    public UpdatesOutcome getUpdates(Account account, String cursor, Duration hold, Runnable whenHeld)
            throws InterruptedException {
        Call call = begin(account, "getupdates", object().put("get_updates_buf", cursor));
        if (call.isHeldFor(timeouts.held())) {
            whenHeld.run();
        }
        CallResult result = call.await(hold.plus(timeouts.afterTheHold()).minus(timeouts.held()));
        return UpdatesOutcome.of(result, timeouts.lateCut(), List.of(account.botToken()));
    }

    /**
     * Fetches a fresh sign-in code from the configured base.
     *
     * @param localTokens bot tokens that we hold, newest first; the first ten are told
     */
    public QrCodeOutcome fetchQrCode(List<String> localTokens) {
        ObjectNode body = object();
        ArrayNode tokens = body.putArray("local_token_list");
        localTokens.stream().limit(MOST_LOCAL_TOKENS).forEach(tokens::add);
        URI uri = address(config.baseUrl(), "get_bot_qrcode?bot_type=" + config.botType());
        Call call = calls.begin(HttpCalls.Request.post(uri, postHeaders(), body.toString()));
        return QrCodeOutcome.of(shortCall(call, config.sendTimeout(), localTokens));
    }

    /**
     * Asks once how far a sign-in is; the server holds the request. An interrupt closes its connection at once.
     *
     * @param base the configured base at first, then what {@link QrStatus.Redirected} said
     * @param verifyCode the digits, when they were asked for
     */
    public QrStatus pollQrStatus(URI base, String qrcode, Optional<String> verifyCode) throws InterruptedException {
        String query = "?qrcode=" + encoded(qrcode)
                + verifyCode.map(code -> "&verify_code=" + encoded(code)).orElse("");
        URI uri = address(base, "get_qrcode_status" + query);
        CallResult result = calls.begin(HttpCalls.Request.get(uri, appHeaders()))
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
        ObjectNode body = object().put("ilink_user_id", account.userId());
        if (!contextToken.isEmpty()) {
            body.put("context_token", contextToken);
        }
        List<String> secrets = List.of(account.botToken(), contextToken);
        return ConnectionOutcome.of(shortCall(begin(account, "getconfig", body), timeouts.shortCall(), secrets));
    }

    /** Shows or hides "is typing" on the phone. The ticket is that of {@link ConnectionOutcome.Connected}. */
    public ConnectionOutcome sendTyping(Account account, String typingTicket, boolean typing) {
        ObjectNode body = object().put("ilink_user_id", account.userId())
                .put("typing_ticket", typingTicket)
                .put("status", typing ? TYPING : NOT_TYPING);
        return call(account, "sendtyping", body, timeouts.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent starts; at most 10 s. */
    public ConnectionOutcome notifyStart(Account account) {
        return call(account, "msg/notifystart", object(), timeouts.shortCall());
    }

    /** Tells the server, as well as it goes, that the agent stops. */
    public ConnectionOutcome notifyStop(Account account, Duration timeout) {
        return call(account, "msg/notifystop", object(), timeout);
    }

    /** Closes every connection. */
    @Override
    @PreDestroy
    public void close() {
        calls.close();
    }

    private ConnectionOutcome call(Account account, String path, ObjectNode body, Duration timeout) {
        return ConnectionOutcome.of(shortCall(begin(account, path, body), timeout, List.of(account.botToken())));
    }

    /** An interrupt ends it early and stays set. */
    private static Reply shortCall(Call call, Duration timeout, List<String> secrets) {
        CallResult result;
        try {
            result = call.await(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = call.abort("interrupted");
        }
        return Reply.of(result, secrets);
    }

    private Call begin(Account account, String path, ObjectNode body) {
        body.putObject("base_info")
                .put("channel_version", config.channelVersion())
                .put("bot_agent", config.botAgent());
        Map<String, String> headers = postHeaders();
        headers.put("Authorization", "Bearer " + account.botToken());
        return calls.begin(HttpCalls.Request.post(address(account.baseUrl(), path), headers, body.toString()));
    }

    private Map<String, String> postHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("AuthorizationType", "ilink_bot_token");
        headers.put("X-WECHAT-UIN", uin(ThreadLocalRandom.current().nextInt()));
        headers.putAll(appHeaders());
        return headers;
    }

    private Map<String, String> appHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("iLink-App-Id", config.appId());
        headers.put("iLink-App-ClientVersion", clientVersion(config.channelVersion()));
        return headers;
    }

    /** Base64 of the decimal text of an unsigned 32-bit number. */
    static String uin(int number) {
        return Base64.getEncoder()
                .encodeToString(Integer.toUnsignedString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code major<<16 | minor<<8 | patch}, as decimal text. */
    static String clientVersion(String channelVersion) {
        int version = 0;
        for (String part : channelVersion.split("\\.", -1)) {
            version = version << 8 | Integer.parseInt(part);
        }
        return Integer.toString(version);
    }

    private static URI address(URI base, String pathAndQuery) {
        return URI.create(ServerAddress.withoutFinalSlashes(base.toString()) + "/ilink/bot/" + pathAndQuery);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
