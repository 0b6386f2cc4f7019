package io.ilinknotify.simulator;

import java.time.Duration;

/** Something that goes wrong with one request on purpose. */
public sealed interface Fault {
    /** Before the request has its effect (a message on the phone, a send used), or after it: the answer alone goes wrong. */
    enum Timing {
        BEFORE_DELIVERY,
        AFTER_DELIVERY
    }

    default Timing when() {
        return this instanceof Refusal ? Timing.BEFORE_DELIVERY : Timing.AFTER_DELIVERY;
    }

    /** The server says no, and does nothing. */
    sealed interface Refusal extends Fault {}

    /** The server refuses: {@code {"ret": …, "errmsg": …}}. Nothing is delivered and no send is used. */
    record RefusedCall(int ret, String errmsg) implements Refusal {}

    /**
     * A send is taken and uses up one of the purse, and its answer has no {@code message_id}.
     *
     * @param shown the phone shows it all the same
     * @param empty the answer is {@code {}} instead of {@code {"ret": 0}}
     */
    record WithoutId(boolean shown, boolean empty) implements Fault {}

    /** {@code getuploadurl} succeeds and names no address. */
    record NoUploadUrl() implements Refusal {}

    /** The CDN refuses an upload: this HTTP status, with the reason in {@code x-error-message}. */
    record RefusedUpload(int status, String reason) implements Refusal {}

    /** The CDN takes an upload, and its answer has no {@code x-encrypted-param}. */
    record WithoutReference() implements Fault {}

    /** A send is taken and answered as usual; the phone shows it this much later. */
    record ShownLate(Duration by) implements Fault {}

    /** The answer is this HTTP status with a page of a proxy. */
    record Status(int status, Timing when) implements Fault {}

    /** HTTP 200 with something that is not JSON. */
    record Garbage(Timing when) implements Fault {}

    /** The connection is reset; before an upload has its effect: in the middle of it. */
    record Reset(Timing when) implements Fault {}

    record Silence(Timing when) implements Fault {}

    /** The right answer, late; the request has its effect at once. */
    record Late(Duration by) implements Fault {}

    static Fault prepareFailed() {
        return new RefusedCall(-2, "prepare failed");
    }

    static Fault rateLimited() {
        return new RefusedCall(-2, "rate limited");
    }

    static Fault staleToken() {
        return new RefusedCall(-14, "session timeout");
    }

    /** The connection is reset before the request has had an effect: the message does not arrive. */
    static Fault lostBefore() {
        return new Reset(Timing.BEFORE_DELIVERY);
    }

    /** The connection is reset when the request has had its effect: the message arrives, the answer does not. */
    static Fault lostAfter() {
        return new Reset(Timing.AFTER_DELIVERY);
    }
}
