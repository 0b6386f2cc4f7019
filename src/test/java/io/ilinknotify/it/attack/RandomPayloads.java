package io.ilinknotify.it.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** What senders write, with some values that they never do. */
final class RandomPayloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> SOUND = List.of(
            "{'text':'disk full','title':'host','priority':4,'tags':['a','b'],'url':'http://x','dedup_key':'k','ttl':'12h'}",
            "{'version':'4','groupKey':'k','status':'firing','receiver':'r','truncatedAlerts':3,'groupLabels':{'alertname':'A'},"
                    + "'commonLabels':{'alertname':'A'},'commonAnnotations':{'summary':'s'},'externalURL':'http://x','alerts':"
                    + "[{'status':'firing','labels':{'alertname':'A','severity':'critical'},'annotations':{'summary':'s'},"
                    + "'startsAt':'2026-11-29T00:00:00Z','endsAt':'0001-01-01T00:00:00Z','generatorURL':'http://x',"
                    + "'fingerprint':'f'}]}",
            "{'receiver':'webhook','status':'resolved','orgId':1,'title':'[FIRING:1]','state':'alerting','message':'m',"
                    + "'version':'1','groupKey':'g','truncatedAlerts':0,'alerts':[{'status':'resolved','labels':"
                    + "{'alertname':'T'},'annotations':{'summary':'s'},'startsAt':'2026-09-12T18:21:11.01428915Z',"
                    + "'endsAt':'2026-09-12T19:21:11Z','values':{'A':1.5},'valueString':"
                    + "'[ metric=foo labels={instance=bar} value=10 ]','silenceURL':'http://x','imageURL':'http://x'}]}",
            "{'ruleName':'r','ruleUrl':'http://x','state':'alerting','title':'t','message':'m','evalMatches':"
                    + "[{'metric':'cpu','value':99.5,'tags':{'a':'b'}}],'tags':{'x':'y'}}",
            "{'text':'<http://x|y> &amp;','blocks':[{'type':'header','text':{'type':'plain_text','text':'h'}},{'type':"
                    + "'section','fields':[{'text':'f'}]}],'attachments':[{'title':'t','title_link':'http://x','fallback':'f',"
                    + "'fields':[{'title':'n','value':'v'}]}]}",
            "{'msgtype':'markdown','markdown':{'content':'<font color=\\'warning\\'>hot</font> **b**'}}",
            "{'msgtype':'text','text':{'content':'hello','mentioned_list':['@all']}}",
            "{'title':'Build','message':'failed','priority':5,'extras':{'client::display':{'contentType':'text/markdown'}}}",
            "{'title':'Build','body':'failed','type':'failure','format':'text','tag':'all','attachments':['http://x']}",
            "{'topic':'t','title':'Build','message':'failed','priority':5,'tags':['a'],'click':'http://x','actions':[]}",
            "{'heartbeat':{'status':0,'time':'2026-09-04T08:00:00Z','msg':'timeout','ping':null},'monitor':{'name':'api',"
                    + "'url':'http://x','port':443},'msg':'it is down'}",
            "[{'labels':{'alertname':'a'}},{'text':'b'},3,null,'c']");
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-0.0",
            "1e308",
            "123456789012345678901234567890",
            "0.000000000000000000000000000000000000000000000000000001",
            "-1",
            "''",
            "'\\u0000'",
            "'\\ud800'",
            "'\\u202e\\u2066'",
            "'{alert.x}{#for a in b}'",
            "'0000-00-00T00:00:00Z'",
            "'+999999999-12-31T23:59:59Z'",
            "'-PT999999999999H'",
            "'http://[::1'",
            "'javascript:alert(1)'",
            "'\\r\\n\\r\\n'",
            "'<font <font <a href='",
            "'[ var=\\'A\\' labels={ value='",
            "'```\\n**_~~|'",
            "{}",
            "[]",
            "[[[[[[[[[]]]]]]]]]",
            "{'a':{'b':{'c':[]}}}",
            "[{},{},{}]",
            "{'':''}",
            "{'text':{'text':{'text':'x'}}}");

    private RandomPayloads() {}

    /** A sender's payload with up to four odd values. */
    static byte[] json(Random random) {
        JsonNode tree = read(OddWords.pick(random, SOUND));
        for (int i = random.nextInt(5); i > 0; i--) {
            replaceOne(random, tree);
        }
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void replaceOne(Random random, JsonNode tree) {
        List<JsonNode> holders = new ArrayList<>();
        collect(tree, holders);
        JsonNode odd = odd(random);
        switch (holders.get(random.nextInt(holders.size()))) {
            case ObjectNode object
            when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                object.set(OddWords.pick(random, names), odd);
            }
            case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), odd);
            case ArrayNode array -> array.add(odd);
            case ObjectNode object -> object.set("text", odd);
            default -> throw new IllegalStateException("only objects and arrays are collected");
        }
    }

    private static JsonNode odd(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> read("'" + "x".repeat(random.nextInt(120_000)) + "'");
            case 1 -> read("[" + "{},".repeat(random.nextInt(3_000)) + "{}]");
            default -> read(OddWords.pick(random, ODD));
        };
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainerNode()) {
            holders.add(node);
        }
        node.forEach(inner -> collect(inner, holders));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(
                    json.replace("\\'", "\u0001").replace('\'', '"').replace("\u0001", "'"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** Parts with the boundary {@code b}, some of which are odd. */
    static byte[] multipart(Random random) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name =
                    OddWords.pick(random, List.of("text", "title", "priority", "tags", "", "\"", "x", "payload_json"));
            String file =
                    random.nextInt(4) == 0 ? "; filename=\"f.txt\"" : random.nextInt(20) == 0 ? "; filename=" : "";
            String type = OddWords.pick(
                    random,
                    List.of("", "", "Content-Type: text/plain; charset=gbk\r\n", "Content-Type: x\r\n", "X\r\n"));
            String end = random.nextInt(20) == 0 ? "\n" : "\r\n";
            ascii(
                    body,
                    "--b" + end + "Content-Disposition: form-data; name=\"" + name + "\"" + file + end + type + end);
            body.writeBytes(random.nextInt(3) == 0 ? RandomRequests.bytes(random, random.nextInt(200)) : json(random));
            ascii(body, end);
        }
        ascii(body, random.nextInt(10) == 0 ? "--b" : "--b--\r\n");
        return body.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A name-value list as forms have it. */
    static byte[] form(Random random) {
        StringBuilder form = new StringBuilder();
        int fields = random.nextInt(50) == 0 ? 2_000 : random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            form.append(OddWords.pick(
                            random, List.of("text", "title", "priority", "payload", "a[]", "%", "", "next", "token")))
                    .append('=')
                    .append(OddWords.pick(
                            random, List.of("x", "%7B%22text%22%3A%22x%22%7D", "%ff", "%", "+", "5", "满", "/|")))
                    .append('&');
        }
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Packed, and sometimes damaged; some become much larger than they are. */
    static byte[] gzip(Random random, byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(random.nextInt(10) == 0 ? new byte[3_000_000] : content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = packed.toByteArray();
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return bytes;
    }
}
