package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.Fault.Timing;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The buttons of the phone's page. */
final class PhoneActions {
    private static final Map<String, Fault> FAULTS = Map.ofEntries(
            Map.entry("lost-before", Fault.lostBefore()),
            Map.entry("lost-after", Fault.lostAfter()),
            Map.entry("slow", new Fault.Late(Duration.ofSeconds(8))),
            Map.entry("http-500", new Fault.Status(500, Timing.BEFORE_DELIVERY)),
            Map.entry("garbage", new Fault.Garbage(Timing.AFTER_DELIVERY)),
            Map.entry("no-id-shown", new Fault.WithoutId(true, false)),
            Map.entry("no-id-hidden", new Fault.WithoutId(false, true)),
            Map.entry("shown-late", new Fault.ShownLate(Duration.ofHours(2))),
            Map.entry("prepare-failed", Fault.prepareFailed()),
            Map.entry("rate-limited", Fault.rateLimited()),
            Map.entry("stale-token", Fault.staleToken()),
            Map.entry("no-url", new Fault.NoUploadUrl()),
            Map.entry("upload-refused", new Fault.RefusedUpload(400, "this file is not taken")),
            Map.entry("no-reference", new Fault.WithoutReference()),
            Map.entry("invalid", new Fault.RefusedCall(-3, "invalid argument")));

    private PhoneActions() {}

    /**
     * Pushes a button; what is not said has a default.
     *
     * @throws IllegalStateException when it is not possible now
     * @throws IllegalArgumentException when it is not understood
     */
    static void act(SimulatedIlink ilink, Phone phone, String action, ObjectNode what) {
        Endpoint call = Endpoint.valueOf(name(what, "call", "SEND"));
        switch (action) {
            case "write" -> phone.write(text(what));
            case "media" -> phone.sendPicture();
            case "stranger" -> phone.strangerWrites(text(what));
            case "repeat" -> phone.repeatNewest(Phone.Copy.valueOf(name(what, "how", "SAME")));
            case "scan" -> phone.scan();
            case "confirm" -> phone.tapConfirm();
            case "expire" -> ilink.expireQrCode();
            case "elsewhere" -> phone.signInElsewhere();
            case "rate-limit" -> phone.rateLimit(duration(what, "for", "PT30M"));
            case "advance" -> ilink.advance(duration(what, "by", "PT1H"));
            case "next" -> ilink.next(call, fault(what));
            case "from-now-on" -> ilink.fromNowOn(call, fault(what));
            case "for-a-time" -> ilink.fromNowOn(call, fault(what), duration(what, "for", "PT2M"));
            case "until-start" -> ilink.untilStart(call, fault(what));
            case "no-more-faults" -> ilink.noMoreFaults();
            case "rules" -> rules(ilink, what);
            default -> throw new IllegalArgumentException("no such action: " + action);
        }
    }

    private static void rules(SimulatedIlink ilink, ObjectNode what) {
        try {
            Json.MAPPER.readerForUpdating(ilink.rules()).readValue(what);
        } catch (UnrecognizedPropertyException unknown) {
            throw new IllegalArgumentException("no such rule: " + unknown.getPropertyName(), unknown);
        } catch (IOException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
        ilink.advance(Duration.ZERO);
    }

    private static Fault fault(ObjectNode what) {
        String name = what.path("fault").asText("stale-token");
        if (name.startsWith("code:")) {
            return new Fault.RefusedCall(Integer.parseInt(name.substring("code:".length())), "scripted");
        }
        Fault fault = FAULTS.get(name);
        if (fault == null) {
            throw new IllegalArgumentException("no such fault: " + name);
        }
        return fault;
    }

    private static String text(ObjectNode what) {
        String text = what.path("text").asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException("there is no text");
        }
        return text;
    }

    private static Duration duration(ObjectNode what, String field, String otherwise) {
        return Duration.parse(what.path(field).asText(otherwise));
    }

    private static String name(ObjectNode what, String field, String otherwise) {
        return what.path(field).asText(otherwise).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
