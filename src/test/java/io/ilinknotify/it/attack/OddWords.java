package io.ilinknotify.it.attack;

import java.util.List;
import java.util.Random;

/** What random requests are put together from. */
final class OddWords {
    /** Every address of the design, those that need an id with one that may exist. */
    static final List<String> PATHS = List.of(
            "/",
            "/notify",
            "/notify/a-key",
            "/notifications",
            "/notifications/01JD0000000000000000000000",
            "/notifications/01JD0000000000000000000000/retry",
            "/m/01JD0000000000000000000000-AAAAAAAAAAAAAAAAAAAAAA",
            "/webhook/alertmanager",
            "/webhook/grafana",
            "/webhook/anything",
            "/webhook/slack",
            "/webhook/wecom",
            "/gotify/message",
            "/ntfy",
            "/ntfy/topic",
            "/templates/alertmanager/preview",
            "/status",
            "/login",
            "/login/operator",
            "/login/operator/close",
            "/login/state",
            "/login/digits",
            "/status/notifications/01JD0000000000000000000000",
            "/robots.txt",
            "/assets/ilink-notify.css",
            "/favicon.ico",
            "/q/health/live",
            "/q/metrics",
            "/nowhere");

    static final List<String> METHODS =
            List.of("GET", "GET", "GET", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "post", "");
    static final List<String> TYPES = List.of(
            "text/plain",
            "text/plain; charset=utf-8",
            "text/plain; charset=gbk",
            "text/plain; charset=utf-16",
            "application/json",
            "application/json; charset=nonsense",
            "application/x-www-form-urlencoded; charset=nonsense",
            "text/plain; charset=utf-7",
            "text/plain; charset=\u0000",
            "application/problem+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "multipart/form-data; boundary=\"\"",
            "image/png",
            "*/*",
            "garbage",
            "",
            "/",
            "text/plain;;;=",
            "application/json, text/plain");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\"text\":\"x\"",
            "\"title\":",
            "\"priority\":9",
            "\"ttl\":1e999",
            "text=",
            "&",
            "%",
            "%ff",
            "%e6%bb%a1",
            "+",
            "=",
            "--b",
            "--b--",
            "\r\n",
            "\r\n\r\n",
            "Content-Disposition: form-data; name=\"text\"",
            "; filename=\"f\"",
            "Content-Type: text/plain; charset=x",
            "\\ud800",
            "\\u0000",
            "满",
            "😀",
            "\u0000",
            " ",
            "null",
            "{\"alerts\":[{\"labels\":{\"alertname\":\"x\"}}]}",
            "999999999999999999999999",
            "<script>",
            "{inject:x}",
            "${x}");
    static final List<String> HEADERS = List.of(
            "Title",
            "Priority",
            "Tags",
            "Click",
            "Idempotency-Key",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Origin",
            "Cookie",
            "Range",
            "If-None-Match",
            "Content-Encoding",
            "X-Forwarded-For",
            "Forwarded",
            "Upgrade",
            "Expect",
            "Sec-Fetch-Site",
            "X-HTTP-Method-Override",
            "Referer",
            "Host",
            "Authorization",
            "Content-Language");
    static final List<String> QUERIES = List.of(
            "wait=20ms",
            "wait=61s",
            "wait=",
            "wait=x",
            "expect=sent",
            "expect=x",
            "limit=0",
            "limit=2",
            "limit=99999999999",
            "state=held",
            "state=x",
            "before=x",
            "before=01JD0000000000000000000000",
            "%",
            "%zz",
            "=",
            "&&&",
            "a[]=b",
            "priority=%00",
            "check=x",
            "template=x",
            "title=%ff",
            "key=x",
            "next=//x",
            "next=/|");

    private OddWords() {}

    /** Some of the pieces that bodies and headers are made of. */
    static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(pick(random, PIECES));
        }
        return text.toString();
    }

    static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
