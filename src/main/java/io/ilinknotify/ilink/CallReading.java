package io.ilinknotify.ilink;

/** What the answers of the small calls mean. */
final class CallReading {
    private CallReading() {}

    static CallOutcome call(Reply reply) {
        return switch (reply) {
            case Reply.Good r -> new CallOutcome.Done();
            case Reply.Coded r ->
                r.code() == Answer.STALE ? new CallOutcome.StaleToken() : new CallOutcome.Refused(r.code(), r.detail());
            case Reply.Garbage r -> new CallOutcome.Failed(r.cause());
            case Reply.Lost r -> new CallOutcome.Failed(r.cause());
            case Reply.NotReached r -> new CallOutcome.Failed(r.cause());
        };
    }

    static ConnectionOutcome connection(Reply reply) {
        return switch (reply) {
            case Reply.Good r -> new ConnectionOutcome.Connected(r.answer().text("typing_ticket"));
            case Reply.Coded r ->
                r.code() == Answer.STALE
                        ? new ConnectionOutcome.StaleToken()
                        : new ConnectionOutcome.Refused(r.code(), r.detail());
            case Reply.Garbage r -> new ConnectionOutcome.Failed(r.cause());
            case Reply.Lost r -> new ConnectionOutcome.Failed(r.cause());
            case Reply.NotReached r -> new ConnectionOutcome.Failed(r.cause());
        };
    }
}
