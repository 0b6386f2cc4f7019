package io.ilinknotify.it.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.webhook.SenderPayloads;
import io.ilinknotify.webhook.clients.Doors;
import io.ilinknotify.webhook.clients.Doors.Door;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Payloads that senders really send, changed a little, at every way in; each made of a seed and its number alone. */
public final class MutatedRequests {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<String> NAMES = List.of("alertmanager", "grafana", "github", "anything");
    private static final List<String> CHARSETS = List.of("GBK", "GB18030", "Big5", "ISO-8859-1", "UTF-16", "UTF-16LE");

    private final long seed;
    private final String token;
    private final List<Door> doors = Doors.all();
    private final List<JsonNode> payloads;
    private final Map<String, List<JsonNode>> messages;

    /** A request as a client writes it; where the token is not in the address or the body, it is a header. */
    public record Knock(String method, String address, String type, byte[] body, boolean withHeader, boolean packed) {}

    public MutatedRequests(long seed, String token) {
        this.seed = seed;
        this.token = token;
        try {
            this.payloads = SenderPayloads.all();
            this.messages = Map.of(
                    "",
                            read(
                                    "{'text':'disk full','title':'host','priority':4,'tags':['a','b'],'url':'http://x','ttl':'12h'}"),
                    "slack",
                            read(
                                    "{'text':'<http://x|y> *b*','blocks':[{'type':'header','text':{'type':'plain_text','text':'h'}},"
                                            + "{'type':'section','fields':[{'text':'f'}]}],'attachments':[{'title':'t','title_link':'http://x',"
                                            + "'fallback':'f','fields':[{'title':'n','value':'v'}]}]}"),
                    "robots",
                            read(
                                    "{'msgtype':'markdown','markdown':{'title':'t','content':'# c','text':'# c'},'text':{'content':'c'},"
                                            + "'news':{'articles':[{'title':'t','url':'http://x'}]},'template_card':{'main_title':{'title':'t'}},"
                                            + "'content':{'post':{'zh_cn':{'title':'t','content':[[{'tag':'text','text':'x'}]]}}},'embeds':"
                                            + "[{'title':'t','fields':[{'name':'n','value':'v'}]}],'card':{'header':{'title':{'content':'t'}},"
                                            + "'elements':[{'tag':'div','text':{'tag':'lark_md','content':'x'}}]}}"),
                    "others",
                            read(
                                    "{'title':'Build','message':'failed','body':'failed','text':'failed','desp':'d','content':'c',"
                                            + "'priority':5,'level':'critical','group':'g','url':'http://x','topic':'t','tags':['a'],'type':'failure',"
                                            + "'format':'html','template':'markdown','parse_mode':'MarkdownV2','chat_id':42,'extras':"
                                            + "{'client::display':{'contentType':'text/markdown'}},'click':'http://x'}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> read(String json) throws IOException {
        return List.of(MAPPER.readTree(json.replace('\'', '"')));
    }

    /** The request of that number. */
    public Knock get(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        JsonNode payload = payload(random);
        if (random.nextInt(3) > 0) {
            Door door = pick(random, doors);
            return door.method().equals("GET") ? inQuery(door, payload) : at(random, door, payload);
        }
        String path = random.nextInt(4) == 0 ? "/notify" : "/webhook/" + pick(random, NAMES);
        String query = random.nextInt(4) > 0 ? "" : "?priority=high&dedup=group&resolved=" + random.nextBoolean();
        return written(random, "POST", path + query, payload, true);
    }

    private JsonNode payload(Random random) {
        List<JsonNode> some = random.nextBoolean()
                ? payloads
                : Objects.requireNonNull(messages.get(pick(random, List.of("", "slack", "robots", "others"))));
        return SenderPayloads.mutated(pick(random, some), random, 0.02 + 0.2 * random.nextDouble());
    }

    private Knock at(Random random, Door door, JsonNode payload) {
        boolean named = !door.tokenName().isEmpty() && !door.hasTokenInPath();
        boolean inBody = named && payload.isObject() && random.nextInt(3) == 0;
        if (inBody) {
            ((ObjectNode) payload).put(door.tokenName(), token);
        }
        String query = named && !inBody && random.nextBoolean() ? "?" + door.tokenName() + "=" + token : "";
        return written(
                random,
                door.method(),
                door.path(token) + query,
                payload,
                !inBody && !door.hasTokenInPath() && query.isEmpty());
    }

    private Knock inQuery(Door door, JsonNode payload) {
        List<String> query = new ArrayList<>();
        if (!door.tokenName().isEmpty() && !door.hasTokenInPath()) {
            query.add(door.tokenName() + "=" + token);
        }
        payload.properties().stream()
                .filter(member -> !member.getKey().equals(door.tokenName()))
                .limit(20)
                .forEach(member -> query.add(encoded(member.getKey()) + "="
                        + encoded(member.getValue().asText(member.getValue().toString()))));
        return new Knock(
                "GET",
                door.path(token) + "?" + String.join("&", query),
                "",
                new byte[0],
                query.isEmpty() || door.tokenName().isEmpty(),
                false);
    }

    private static String encoded(String text) {
        String start = text.length() > 200 ? text.substring(0, 200) : text;
        return URLEncoder.encode(start, StandardCharsets.UTF_8);
    }

    private static Knock written(Random random, String method, String address, JsonNode payload, boolean withHeader) {
        String json = payload.toString();
        Charset other = Charset.forName(pick(random, CHARSETS));
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 ->
                new Knock(method, address, JSON + "; charset=" + other.name(), json.getBytes(other), withHeader, false);
            case 1 -> new Knock(method, address, JSON, json.getBytes(other), withHeader, false);
            case 2 -> new Knock(method, address, "text/plain", utf8, withHeader, false);
            case 3 -> new Knock(method, address, FORM, utf8, withHeader, false);
            case 4 ->
                new Knock(
                        method,
                        address,
                        FORM,
                        ("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                        withHeader,
                        false);
            case 5 ->
                new Knock(method, address, "", ("\uFEFF" + json).getBytes(StandardCharsets.UTF_8), withHeader, false);
            case 6 -> new Knock(method, address, JSON, RandomPayloads.gzip(random, utf8), withHeader, true);
            default -> new Knock(method, address, JSON, utf8, withHeader, false);
        };
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
