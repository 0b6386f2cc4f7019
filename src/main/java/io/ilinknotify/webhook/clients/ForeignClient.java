package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ilinknotify.http.Problem;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import static io.ilinknotify.webhook.clients.ClientAnswer.ok;
import static io.ilinknotify.webhook.clients.ClientAnswer.refusing;
import static io.ilinknotify.webhook.clients.ClientAnswer.text;

/**
 * The table of clients made for other services: a row each, with its addresses (the first that fits counts), the name under
 * which its token comes in the query or the body (none: only as "Authorization"), how its message is read, what it takes for success, and how its service refuses. The name of a row
 * is the client's name in {@code notify.webhook.off}, and the source of its notifications.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made here never change, nor do functions without state
public enum ForeignClient {
    APPRISE(List.of("POST /notify/{}"), "", PushText::apprise, ok("{'error':null}"), refusing("{'error':'$detail'}")),
    BARK(
            List.of(
                    "POST /push /bark/push",
                    "GET POST /bark/{token} /bark/{token}/{body} /bark/{token}/{title}/{body}",
                    "GET POST /bark/{token}/{title}/{subtitle}/{body}"),
            "device_key",
            PushText::bark,
            ok("{'code':200,'message':'success','timestamp':$time}"),
            refusing(
                    400,
                    "{'code':400,'message':'failed to get device token','timestamp':$now}",
                    "{'code':$status,'message':'$detail','timestamp':$now}")),
    DINGTALK(
            List.of("POST /robot/send"),
            "access_token",
            ChatText::dingtalk,
            ok("{'errcode':0,'errmsg':'ok'}"),
            refusing("{'errcode':300005,'errmsg':'token is not exist'}", "{'errcode':400002,'errmsg':'$detail'}")),
    DISCORD(
            List.of("POST /api/webhooks/{}/{token} /api/{}/webhooks/{}/{token}"),
            "token",
            ChatText::discord,
            ClientAnswer::discord,
            refusing("{'code':50027,'message':'Invalid Webhook Token'}", "{'code':50006,'message':'$detail'}")),
    FEISHU(
            List.of("POST /open-apis/bot/v2/hook/{token} /open-apis/bot/hook/{token}"),
            "token",
            ChatText::feishu,
            ok("{'code':0,'msg':'success'}"),
            refusing(
                    "{'code':19001,'msg':'param invalid: incoming webhook access token invalid'}",
                    "{'code':9499,'msg':'$detail'}")),
    GOTIFY(
            List.of("POST /gotify/message /message"),
            "token",
            PushText::gotify,
            ok("{'id':$seq,'appid':1,'message':'$text','title':'$title','priority':$priority,'date':'$date'}"),
            refusing("{'error':'$title','errorCode':$status,'errorDescription':'$detail'}")),
    NTFY(
            List.of(
                    "POST PUT / /ntfy /ntfy/{topic}",
                    "GET POST PUT /ntfy/{topic}/publish /ntfy/{topic}/send /ntfy/{topic}/trigger"),
            "",
            NtfyMessage::of,
            ok("{'id':'$id','time':$time,'event':'message','topic':'$topic','message':'$text'}"),
            refusing(
                    "{'code':40101,'http':401,'error':'unauthorized'}",
                    "{'code':$status01,'http':$status,'error':'$detail'}")),
    PUSHDEER(
            List.of("GET POST /message/push /pushdeer/message/push"),
            "pushkey",
            PushText::pushdeer,
            ok("{'code':0,'content':{'result':['{\\'counts\\':1,\\'logs\\':[],\\'success\\':\\'ok\\'}']}}"),
            refusing("{'code':80403,'error':'pushkey is wrong'}", "{'code':80501,'error':'$detail'}")),
    PUSHOVER(
            List.of("POST /1/messages.json /pushover/1/messages.json"),
            "token",
            PushText::pushover,
            ok("{'status':1,'request':'$id'}"),
            refusing(
                    400,
                    "{'status':0,'request':'unauthorized','errors':['application token is invalid'],'token':'invalid'}",
                    "{'status':0,'request':'$code','errors':['$detail']}")),
    PUSHPLUS(
            List.of("GET POST /send /send/{token} /pushplus/send /pushplus/send/{token}"),
            "token",
            PushText::pushplus,
            ok("{'code':200,'msg':'请求成功','data':'$id'}"),
            refusing("{'code':903,'msg':'无效的用户token'}", "{'code':999,'msg':'$detail'}")),
    SERVERCHAN(
            List.of("GET POST /{token}.send /serverchan/{token}.send"),
            "token",
            PushText::serverchan,
            ok("{'code':0,'message':'','data':{'pushid':'$seq','readkey':'$id','error':'SUCCESS','errno':0}}"),
            refusing("{'code':40001,'message':'bad sendkey'}", "{'code':40000,'message':'$detail'}")),
    SLACK(
            List.of(
                    "POST /webhook/slack /services/{}/{}/{token} /slack/services/{}/{}/{token}",
                    "POST /api/webhooks/{}/{token}/slack"),
            "token",
            ChatText::slack,
            (payload, entry) -> text(200, "ok"),
            ClientAnswer::slack),
    TELEGRAM(
            List.of("GET POST /bot{token}/sendMessage /telegram/bot{token}/sendMessage"),
            "token",
            PushText::telegram,
            ok("{'ok':true,'result':{'message_id':$seq,'chat':{'id':'$chat_id','type':'private'},"
                    + "'date':$time,'text':'$text'}}"),
            refusing(
                    "{'ok':false,'error_code':401,'description':'Unauthorized'}",
                    "{'ok':false,'error_code':$status,'description':'Bad Request: $detail'}")),
    WECOM(
            List.of("POST /webhook/wecom /cgi-bin/webhook/send"),
            "key",
            ChatText::wecom,
            ok("{'errcode':0,'errmsg':'ok'}"),
            refusing("{'errcode':93000,'errmsg':'invalid webhook url'}", "{'errcode':40008,'errmsg':'$detail'}"));

    private static final String PUSHOVER_FILE = "attachment_base64";

    final List<ClientAddress> addresses;
    /** The name of the token in the query, and in the body of those services that have it there. */
    public final String tokenName;

    private final BiFunction<JsonNode, NotificationDraft, NotificationDraft> message;
    final BiFunction<JsonNode, OutboxEntry, ClientAnswer> success;
    final Function<Problem, ClientAnswer> refusal;

    ForeignClient(
            List<String> addresses,
            String tokenName,
            BiFunction<JsonNode, NotificationDraft, NotificationDraft> message,
            BiFunction<JsonNode, OutboxEntry, ClientAnswer> success,
            Function<Problem, ClientAnswer> refusal) {
        this.addresses = addresses.stream().flatMap(ClientAddress::of).toList();
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

    /** Its addresses as a person sets them up, with {@code $TOKEN} for the token unless that comes in a header alone. */
    public List<String> examples() {
        return addresses.stream().map(address -> address.example(tokenName)).toList();
    }

    /** {@code true} where the token may stand in the body alone. */
    boolean hasTokenInBody() {
        return this == BARK || this == PUSHDEER || this == PUSHOVER || this == PUSHPLUS;
    }

    /** {@code true} where everything is told in some way, since that is what was promised before the table grew. */
    boolean tellsAnything() {
        return this == APPRISE || this == GOTIFY || this == NTFY || this == SLACK || this == WECOM;
    }

    void takeFiles(ObjectNode payload, Upload files) {
        if (this == APPRISE) {
            SenderBody.takeFiles(payload, files);
        } else if (this == PUSHOVER && payload.remove(PUSHOVER_FILE) instanceof TextNode file) {
            files.addBase64(PUSHOVER_FILE, "", file.textValue());
        }
    }

    NotificationDraft message(JsonNode payload, String sender) {
        return message.apply(payload, NotificationDraft.of(sender, source()));
    }
}
