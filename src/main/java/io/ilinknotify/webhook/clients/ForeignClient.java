package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.intake.JsonFiles;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import static io.ilinknotify.webhook.clients.ClientAnswer.coded;
import static io.ilinknotify.webhook.clients.ClientAnswer.id;
import static io.ilinknotify.webhook.clients.ClientAnswer.object;
import static io.ilinknotify.webhook.clients.ClientAnswer.ok;
import static io.ilinknotify.webhook.clients.ClientAnswer.refusing;
import static io.ilinknotify.webhook.clients.ClientAnswer.text;
import static io.ilinknotify.webhook.clients.ClientAnswer.time;

/**
 * The table of clients made for other services: a row each, with its addresses (the first that fits counts), the name under
 * which its token comes in the query or the body (none: only as "Authorization"), how its message is read, what it takes for success, and how its service refuses. The name of a row
 * is the client's name in {@code notify.webhook.off}, and the source of its notifications.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made here never change, nor do functions without state
@TemplateData
public enum ForeignClient {
    APPRISE(
            List.of("POST /notify/{}"),
            "",
            PushText::apprise,
            ok("{\"error\":null}"),
            refusing(401, problem -> object().put("error", problem.detail()))),
    BARK(
            List.of(
                    "POST /push",
                    "POST /bark/push",
                    "GET POST /bark/{token}",
                    "GET POST /bark/{token}/{body}",
                    "GET POST /bark/{token}/{title}/{body}",
                    "GET POST /bark/{token}/{title}/{subtitle}/{body}"),
            "device_key",
            PushText::bark,
            (payload, entry) ->
                    ok(object().put("code", 200).put("message", "success").put("timestamp", time(entry))),
            refusing(400, ClientAnswer::bark)),
    DINGTALK(
            List.of("POST /robot/send"),
            "access_token",
            ChatText::dingtalk,
            ok("{\"errcode\":0,\"errmsg\":\"ok\"}"),
            coded("errcode", 300_005, 400_002, "errmsg", "token is not exist")),
    DISCORD(
            List.of("POST /api/webhooks/{}/{token}", "POST /api/{}/webhooks/{}/{token}"),
            "token",
            ChatText::discord,
            ClientAnswer::discord,
            coded("code", 50_027, 50_006, "message", "Invalid Webhook Token")),
    FEISHU(
            List.of("POST /open-apis/bot/v2/hook/{token}", "POST /open-apis/bot/hook/{token}"),
            "token",
            ChatText::feishu,
            ok("{\"code\":0,\"msg\":\"success\"}"),
            coded("code", 19_001, 9_499, "msg", "param invalid: incoming webhook access token invalid")),
    GOTIFY(
            List.of("POST /gotify/message", "POST /message"),
            "token",
            PushText::gotify,
            ClientAnswer::gotify,
            refusing(
                    401,
                    problem -> object().put("error", problem.title())
                            .put("errorCode", problem.status())
                            .put("errorDescription", problem.detail()))),
    NTFY(
            List.of(
                    "POST PUT /ntfy/{topic}",
                    "POST PUT /ntfy",
                    "POST PUT /",
                    "GET POST PUT /ntfy/{topic}/publish",
                    "GET POST PUT /ntfy/{topic}/send",
                    "GET POST PUT /ntfy/{topic}/trigger"),
            "",
            NtfyMessage::of,
            (payload, entry) -> ok(NtfyMessage.answer(payload, entry)),
            refusing(
                    401,
                    problem -> object().put("code", problem.status() * 100 + 1)
                            .put("http", problem.status())
                            .put("error", problem.status() == 401 ? "unauthorized" : problem.detail()))),
    PUSHDEER(
            List.of("GET POST /message/push", "GET POST /pushdeer/message/push"),
            "pushkey",
            PushText::pushdeer,
            ok("{\"code\":0,\"content\":{\"result\":"
                    + "[\"{\\\"counts\\\":1,\\\"logs\\\":[],\\\"success\\\":\\\"ok\\\"}\"]}}"),
            coded("code", 80_403, 80_501, "error", "pushkey is wrong")),
    PUSHOVER(
            List.of("POST /1/messages.json", "POST /pushover/1/messages.json"),
            "token",
            PushText::pushover,
            (payload, entry) -> ok(object().put("status", 1).put("request", id(entry))),
            refusing(400, ClientAnswer::pushover)),
    PUSHPLUS(
            List.of(
                    "GET POST /send",
                    "GET POST /send/{token}",
                    "GET POST /pushplus/send",
                    "GET POST /pushplus/send/{token}"),
            "token",
            PushText::pushplus,
            (payload, entry) -> ok(object().put("code", 200).put("msg", "请求成功").put("data", id(entry))),
            coded("code", 903, 999, "msg", "无效的用户token")),
    SERVERCHAN(
            List.of("GET POST /{token}.send", "GET POST /serverchan/{token}.send"),
            "token",
            PushText::serverchan,
            ClientAnswer::serverchan,
            coded("code", 40_001, 40_000, "message", "bad sendkey")),
    SLACK(
            List.of(
                    "POST /webhook/slack",
                    "POST /services/{}/{}/{token}",
                    "POST /slack/services/{}/{}/{token}",
                    "POST /api/webhooks/{}/{token}/slack"),
            "token",
            ChatText::slack,
            (payload, entry) -> text(200, "ok"),
            ClientAnswer::slack),
    TELEGRAM(
            List.of("GET POST /bot{token}/sendMessage", "GET POST /telegram/bot{token}/sendMessage"),
            "token",
            PushText::telegram,
            ClientAnswer::telegram,
            refusing(
                    401,
                    problem -> object().put("ok", false)
                            .put("error_code", problem.status())
                            .put(
                                    "description",
                                    problem.status() == 401 ? "Unauthorized" : "Bad Request: " + problem.detail()))),
    WECOM(
            List.of("POST /webhook/wecom", "POST /cgi-bin/webhook/send"),
            "key",
            ChatText::wecom,
            ok("{\"errcode\":0,\"errmsg\":\"ok\"}"),
            coded("errcode", 93_000, 40_008, "errmsg", "invalid webhook url"));

    private final List<ClientAddress> addresses;
    private final String tokenName;
    private final BiFunction<JsonNode, NotificationDraft, NotificationDraft> message;
    private final BiFunction<JsonNode, OutboxEntry, ClientAnswer> success;
    private final Function<Problem, ClientAnswer> refusal;

    ForeignClient(
            List<String> addresses,
            String tokenName,
            BiFunction<JsonNode, NotificationDraft, NotificationDraft> message,
            BiFunction<JsonNode, OutboxEntry, ClientAnswer> success,
            Function<Problem, ClientAnswer> refusal) {
        this.addresses = addresses.stream().map(ClientAddress::of).toList();
        this.tokenName = tokenName;
        this.message = message;
        this.success = success;
        this.refusal = refusal;
    }

    /** The client whose requests lead to {@code /clients/{name}}. */
    static Optional<ForeignClient> at(@Nullable String path) {
        return Arrays.stream(values())
                .filter(client -> ("/clients/" + client.source()).equals(path))
                .findFirst();
    }

    String source() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<ClientAddress> addresses() {
        return addresses;
    }

    /** Its addresses as a person sets them up, with {@code $TOKEN} for the token unless that comes in a header alone. */
    public List<String> examples() {
        return addresses.stream().map(address -> address.example(tokenName)).toList();
    }

    /** The name of the token in the query, and in the body of those services that have it there. */
    public String tokenName() {
        return tokenName;
    }

    /** {@code true} where the token may stand in the body alone. */
    boolean hasTokenInBody() {
        return this == BARK || this == PUSHDEER || this == PUSHOVER || this == PUSHPLUS;
    }

    /** {@code true} where everything is told in some way, since that is what was promised before the table grew. */
    boolean tellsAnything() {
        return this == APPRISE || this == GOTIFY || this == NTFY || this == SLACK || this == WECOM;
    }

    /** Takes files out of the payload. */
    void takeFiles(ObjectNode payload, Upload files) {
        if (this == APPRISE) {
            JsonFiles.takeList(payload, files);
        } else if (this == PUSHOVER) {
            JsonFiles.takeOne(payload, "attachment_base64", files);
        }
    }

    /** The message in the payload, as the service understands it. */
    NotificationDraft message(JsonNode payload, String sender) {
        return message.apply(payload, NotificationDraft.of(sender, source()));
    }

    ClientAnswer success(JsonNode payload, OutboxEntry entry) {
        return success.apply(payload, entry);
    }

    ClientAnswer refusal(Problem problem) {
        return refusal.apply(problem);
    }
}
