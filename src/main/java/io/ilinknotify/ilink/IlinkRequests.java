package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Makes the requests, field for field and header for header as Tencent's own client does (protocol page). */
final class IlinkRequests {
    private static final int MOST_LOCAL_TOKENS = 10;
    private static final int FROM_A_BOT = 2;
    private static final int FINISHED = 2;
    private static final int TEXT = 1;
    private static final int TYPING = 1;
    private static final int NOT_TYPING = 2;

    private final IlinkConfig config;
    private final IntSupplier random;

    IlinkRequests(IlinkConfig config, IntSupplier random) {
        this.config = config;
        this.random = random;
    }

    HttpCalls.Request sendMessage(Account account, OutgoingText message) {
        ObjectNode body = object();
        ObjectNode msg = body.putObject("msg");
        // All of them are needed: miss one, and the server answers 200 {} and delivers nothing.
        msg.put("from_user_id", "");
        msg.put("to_user_id", account.userId());
        msg.put("client_id", message.clientId());
        msg.put("message_type", FROM_A_BOT);
        msg.put("message_state", FINISHED);
        ObjectNode item = msg.putArray("item_list").addObject();
        item.put("type", TEXT);
        item.putObject("text_item").put("text", message.text());
        msg.put("context_token", message.contextToken());
        return authenticated(account, "/ilink/bot/sendmessage", body);
    }

    HttpCalls.Request getUpdates(Account account, String cursor) {
        return authenticated(account, "/ilink/bot/getupdates", object().put("get_updates_buf", cursor));
    }

    HttpCalls.Request getConfig(Account account, String contextToken) {
        ObjectNode body = object().put("ilink_user_id", account.userId());
        if (!contextToken.isEmpty()) {
            body.put("context_token", contextToken);
        }
        return authenticated(account, "/ilink/bot/getconfig", body);
    }

    HttpCalls.Request sendTyping(Account account, String typingTicket, boolean typing) {
        ObjectNode body = object().put("ilink_user_id", account.userId())
                .put("typing_ticket", typingTicket)
                .put("status", typing ? TYPING : NOT_TYPING);
        return authenticated(account, "/ilink/bot/sendtyping", body);
    }

    HttpCalls.Request notifyStart(Account account) {
        return authenticated(account, "/ilink/bot/msg/notifystart", object());
    }

    HttpCalls.Request notifyStop(Account account) {
        return authenticated(account, "/ilink/bot/msg/notifystop", object());
    }

    HttpCalls.Request fetchQrCode(List<String> localTokens) {
        ObjectNode body = object();
        ArrayNode tokens = body.putArray("local_token_list");
        localTokens.stream().limit(MOST_LOCAL_TOKENS).forEach(tokens::add);
        URI uri = address(config.baseUrl(), "/ilink/bot/get_bot_qrcode?bot_type=" + config.botType());
        return new HttpCalls.Request(uri, postHeaders(), Optional.of(body.toString()));
    }

    HttpCalls.Request pollQrStatus(URI base, String qrcode, Optional<String> verifyCode) {
        String query = "?qrcode=" + encoded(qrcode)
                + verifyCode.map(code -> "&verify_code=" + encoded(code)).orElse("");
        return new HttpCalls.Request(
                address(base, "/ilink/bot/get_qrcode_status" + query), appHeaders(), Optional.empty());
    }

    private HttpCalls.Request authenticated(Account account, String path, ObjectNode body) {
        body.putObject("base_info")
                .put("channel_version", config.channelVersion())
                .put("bot_agent", config.botAgent());
        Map<String, String> headers = postHeaders();
        headers.put("Authorization", "Bearer " + account.botToken());
        return new HttpCalls.Request(address(account.baseUrl(), path), headers, Optional.of(body.toString()));
    }

    private Map<String, String> postHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("AuthorizationType", "ilink_bot_token");
        headers.put("X-WECHAT-UIN", uin(random.getAsInt()));
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
        return URI.create(ServerAddress.withoutFinalSlashes(base.toString()) + pathAndQuery);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
