package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Requests as a good client writes them, straight from the protocol page, for tests that speak to
 * {@link SimulatedIlink} without HTTP.
 */
public final class WireRequests {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private long uin = 1_000;

    public SimulatedRequest qrcode(List<String> heldTokens) {
        ObjectNode body = MAPPER.createObjectNode();
        heldTokens.forEach(body.putArray("local_token_list")::add);
        return post("/ilink/bot/get_bot_qrcode?bot_type=3", "", body);
    }

    public SimulatedRequest status(String qrcode) {
        return get("/ilink/bot/get_qrcode_status?qrcode=" + qrcode);
    }

    public SimulatedRequest status(String qrcode, String digits) {
        return get("/ilink/bot/get_qrcode_status?qrcode=" + qrcode + "&verify_code=" + digits);
    }

    public SimulatedRequest updates(String token, String cursor) {
        ObjectNode body = MAPPER.createObjectNode().put("get_updates_buf", cursor);
        return post("/ilink/bot/getupdates", token, withBaseInfo(body));
    }

    public SimulatedRequest send(String token, String to, String contextToken, String clientId, String text) {
        return send(token, to, contextToken, clientId, text, body -> {});
    }

    /** A send that is changed before it goes. */
    public SimulatedRequest send(
            String token, String to, String contextToken, String clientId, String text, Consumer<ObjectNode> change) {
        ObjectNode body = MAPPER.createObjectNode();
        ObjectNode message = body.putObject("msg")
                .put("from_user_id", "")
                .put("to_user_id", to)
                .put("client_id", clientId)
                .put("message_type", 2)
                .put("message_state", 2);
        message.putArray("item_list")
                .addObject()
                .put("type", 1)
                .putObject("text_item")
                .put("text", text);
        message.put("context_token", contextToken);
        change.accept(withBaseInfo(body));
        return post("/ilink/bot/sendmessage", token, body);
    }

    public SimulatedRequest config(String token, String userId) {
        return post(
                "/ilink/bot/getconfig",
                token,
                withBaseInfo(MAPPER.createObjectNode().put("ilink_user_id", userId)));
    }

    public SimulatedRequest typing(String token, String userId, String ticket, int status) {
        ObjectNode body = MAPPER.createObjectNode()
                .put("ilink_user_id", userId)
                .put("typing_ticket", ticket)
                .put("status", status);
        return post("/ilink/bot/sendtyping", token, withBaseInfo(body));
    }

    /** Any other authenticated call that has nothing to say. */
    public SimulatedRequest plain(String path, String token) {
        return post(path, token, withBaseInfo(MAPPER.createObjectNode()));
    }

    /** A good POST with this body; without a token when that is empty. */
    public SimulatedRequest post(String uri, String token, ObjectNode body) {
        String text = body.toString();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length));
        headers.put("AuthorizationType", "ilink_bot_token");
        headers.put("X-WECHAT-UIN", nextUin());
        headers.put("iLink-App-Id", "bot");
        headers.put("iLink-App-ClientVersion", "132105");
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        return new SimulatedRequest("POST", uri, headers, text);
    }

    private static SimulatedRequest get(String uri) {
        return new SimulatedRequest("GET", uri, Map.of("iLink-App-Id", "bot", "iLink-App-ClientVersion", "132105"), "");
    }

    private static ObjectNode withBaseInfo(ObjectNode body) {
        body.putObject("base_info").put("channel_version", "2.4.9").put("bot_agent", "ilink-notify/0.1.0");
        return body;
    }

    private synchronized String nextUin() {
        return Base64.getEncoder()
                .encodeToString(Long.toString(++uin & 0xFFFF_FFFFL).getBytes(StandardCharsets.US_ASCII));
    }
}
