package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts that every request must have (protocol page, "Base, headers, metadata"). */
final class WireRules {
    private static final long UINT32 = 0xFFFF_FFFFL;
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern VERSION = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern PRODUCTS = Pattern.compile("[!-.0-~]+/[!-.0-~]+( [!-.0-~]+/[!-.0-~]+)*");
    private static final List<String> NOT_ON_GET =
            List.of("Authorization", "AuthorizationType", "X-WECHAT-UIN", "Content-Type");

    private final SimulatedIlink server;
    private String lastUin = "";

    WireRules(SimulatedIlink server) {
        this.server = server;
    }

    /** The refusal of a request that breaks the rules, each of which is told. */
    Optional<SimulatedAnswer> refusal(SimulatedRequest request, Endpoint endpoint) {
        boolean get = endpoint.method.equals("GET");
        String length = Integer.toString(request.body().getBytes(StandardCharsets.UTF_8).length);
        boolean chunked = request.headers().containsKey("Transfer-Encoding");
        if (!get && (chunked || !request.header("Content-Length").equals(length))) {
            server.violation(request, chunked ? "the body must not be chunked" : "Content-Length must be " + length);
            return Optional.of(new SimulatedAnswer.Body(411, "text/plain", "411 length required"));
        }
        Optional<ObjectNode> body = Json.parse(request.body());
        if (!get && body.isEmpty()) {
            server.violation(request, "the body must be a JSON object");
            return Optional.of(new SimulatedAnswer.Body(400, "text/plain", "400 bad request"));
        }
        var broken = new ArrayList<String>();
        exactly(request, "iLink-App-Id", "bot", broken);
        if (version(request) < 0) {
            broken.add("iLink-App-ClientVersion must be a decimal number");
        }
        if (get) {
            NOT_ON_GET.stream()
                    .filter(name -> request.headers().containsKey(name))
                    .forEach(name -> broken.add(name + " does not belong on a GET"));
        } else {
            post(request, endpoint, body.orElseThrow(), broken);
        }
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        SimulatedAnswer refusal = server.invalid(request, broken);
        boolean emptyObject = endpoint == Endpoint.SEND && !body.orElseThrow().has("base_info");
        return Optional.of(emptyObject ? Json.answer(Json.object()) : refusal);
    }

    private void post(SimulatedRequest request, Endpoint endpoint, ObjectNode body, List<String> broken) {
        exactly(request, "Content-Type", "application/json", broken);
        exactly(request, "AuthorizationType", "ilink_bot_token", broken);
        uin(request.header("X-WECHAT-UIN"), broken);
        if (endpoint.authenticated) {
            if (request.bearer().isEmpty()) {
                broken.add("Authorization must be a Bearer token");
            }
            baseInfo(body.path("base_info"), request, broken);
        } else if (request.headers().containsKey("Authorization")) {
            broken.add("Authorization does not belong here");
        }
    }

    /** Reads the version in the headers; -1 for none. */
    static long version(SimulatedRequest request) {
        return decimal(request.header("iLink-App-ClientVersion"));
    }

    private static void exactly(SimulatedRequest request, String name, String value, List<String> broken) {
        if (!request.header(name).equals(value)) {
            broken.add(name + " must be " + value);
        }
    }

    private void uin(String value, List<String> broken) {
        long number = -1;
        try {
            number = decimal(new String(Base64.getDecoder().decode(value), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException notBase64) {
            // Told below, as any other wrong value.
        }
        if (number < 0 || number > UINT32) {
            broken.add("X-WECHAT-UIN must be the base64 of an unsigned 32-bit number in decimal");
        } else if (value.equals(lastUin)) {
            broken.add("X-WECHAT-UIN must be a fresh one for each request");
        }
        lastUin = value;
    }

    private static void baseInfo(JsonNode info, SimulatedRequest request, List<String> broken) {
        String version = info.path("channel_version").asText();
        if (encoded(version) != version(request)) {
            broken.add("base_info.channel_version must be the version that iLink-App-ClientVersion tells");
        }
        String agent = info.path("bot_agent").asText();
        if (agent.length() > 256 || !PRODUCTS.matcher(agent).matches()) {
            broken.add("base_info.bot_agent must be Name/Version products in at most 256 bytes of ASCII");
        }
    }

    private static long encoded(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches()
                ? Long.parseLong(parts.group(1)) << 16
                        | Long.parseLong(parts.group(2)) << 8
                        | Long.parseLong(parts.group(3))
                : -2;
    }

    private static long decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Long.parseLong(text) : -1;
    }
}
