package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The iLink server by the rules of the protocol page, without a socket: requests in, answers out. Safe for any number
 * of threads. Time is the given clock plus what {@link #advance} added; nothing here sleeps.
 */
public final class SimulatedIlink {
    static final String OWNER = "owner";

    final ServerLock lock = new ServerLock();
    final TrafficLog log = new TrafficLog();
    final Tokens tokens = new Tokens();
    final Map<String, SimulatedUser> people = new LinkedHashMap<>();
    final ShiftedClock clock;
    final Rules rules = new Rules();
    final Pairing pairing;
    final FaultQueue faults = new FaultQueue();
    private final Ids ids;
    private final WireRules wireRules = new WireRules();
    private final Sends sends;
    private final Updates updates;
    private final InboundMessages inbound;
    private volatile String ownUrl = "http://127.0.0.1";
    private int staleAnswers;
    private boolean goesOn;

    /** A server whose ids are the same in every run. */
    public SimulatedIlink(Clock clock) {
        this(clock, 1);
    }

    /** A server whose ids and tokens follow from the seed. */
    public SimulatedIlink(Clock clock, long seed) {
        this.clock = new ShiftedClock(clock);
        this.ids = new Ids(seed);
        this.inbound = new InboundMessages(ids);
        this.sends = new Sends(rules, log, ids);
        this.updates = new Updates(rules, log, lock, this.clock::instant);
        this.pairing = new Pairing(rules, log, ids, tokens, lock, this.clock::instant, () -> ownUrl);
    }

    /**
     * Takes the place of an earlier server of the same seed, as after a hot reload: the owner's tokens are good, and no id
     * comes twice. What was written and sent before is forgotten.
     */
    SimulatedIlink goesOn() {
        goesOn = true;
        updates.goesOn();
        ids.skipTo(clock.millis());
        return this;
    }

    /** Takes one request. It must be well formed HTTP; whether it is good iLink is judged here. */
    public SimulatedAnswer handle(SimulatedRequest request) {
        return lock.change(() -> answer(request));
    }

    /** What the server enforces; may be changed at any time. */
    public Rules rules() {
        return rules;
    }

    /** The server's time, for a client that shall live in the same. */
    public Clock clock() {
        return clock;
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        lock.update(() -> clock.add(time));
    }

    /** The {@code baseurl} that sign-in tells. */
    public void ownUrl(String url) {
        ownUrl = url;
    }

    /** The phone of the account's own person. */
    public Phone phone() {
        return phone(OWNER);
    }

    /** Another person's phone; the same name is the same person. */
    public Phone phone(String name) {
        return new Phone(this, lock.read(() -> person(name)));
    }

    /** Signs the owner in without a QR code, as if it had been scanned and confirmed. */
    public BotCredentials signIn() {
        return phone().signIn();
    }

    /** This fault for the next request of the endpoint that has none queued yet. */
    public void next(Endpoint endpoint, Fault fault) {
        lock.update(() -> faults.next(endpoint, fault));
    }

    /** The next {@code sendmessage} goes wrong. */
    public void nextSend(Fault fault) {
        next(Endpoint.SEND, fault);
    }

    /** The next {@code getupdates} goes wrong. */
    public void nextPoll(Fault fault) {
        next(Endpoint.UPDATES, fault);
    }

    /** From now on every request of the endpoint goes wrong, after those queued; null ends it. */
    public void fromNowOn(Endpoint endpoint, @Nullable Fault fault) {
        lock.update(() -> faults.lasting(endpoint, fault));
    }

    /** Forgets every fault that was ordered. */
    public void noMoreFaults() {
        lock.update(() -> faults.clear());
    }

    /** How many of the faults that were ordered for a next request still wait for it. */
    public int faultsWaiting() {
        return lock.read(faults::waiting);
    }

    /** Every rule that a client broke, oldest first. A good client leaves it empty. */
    public List<Violation> violations() {
        return lock.read(log::violations);
    }

    /** The requests, oldest first; the last 20,000. */
    public List<RecordedRequest> requests() {
        return lock.read(log::requests);
    }

    /** The requests to one endpoint, oldest first. */
    public List<RecordedRequest> requests(Endpoint endpoint) {
        return requests().stream()
                .filter(recorded -> recorded.request().path().equals(endpoint.path()))
                .toList();
    }

    /** Every {@code sendmessage} with what became of it, oldest first. */
    public List<RecordedSend> sends() {
        return lock.read(log::sends);
    }

    /** How many requests the endpoint got, refused ones too. */
    public int count(Endpoint endpoint) {
        return lock.read(() -> log.count(endpoint));
    }

    /** How many {@code getupdates} are held now. */
    public int openPolls() {
        return lock.read(updates::open);
    }

    /** The newest QR code can no longer be scanned or confirmed. */
    public void expireQrCode() {
        lock.update(() -> pairing.newest().ifPresent(QrCode::expire));
    }

    /** As {@link #openPolls}, from behind the lock. */
    int openPollsNow() {
        return updates.open();
    }

    InboundMessages inbound() {
        return inbound;
    }

    Ids ids() {
        return ids;
    }

    SimulatedUser person(String name) {
        return people.computeIfAbsent(
                name,
                made -> new SimulatedUser(
                        made,
                        "o9" + ids.named(made, 26) + "@im.wechat",
                        ids.named("bot of " + made, 12) + "@im.bot",
                        rules));
    }

    private SimulatedAnswer answer(SimulatedRequest request) {
        Instant now = clock.instant();
        log.request(now, request);
        Optional<Endpoint> found = Endpoint.at(request.path());
        if (found.isEmpty()) {
            log.violation(now, request.path(), "no such call");
            return new SimulatedAnswer.Body(404, "text/plain", "404 page not found");
        }
        Endpoint endpoint = found.get();
        log.counted(endpoint);
        if (!request.method().equals(endpoint.method())) {
            log.violation(now, request.path(), "must be a " + endpoint.method());
            return new SimulatedAnswer.Body(405, "text/plain", "405 method not allowed");
        }
        Optional<ObjectNode> body = Json.parse(request.body());
        Optional<SimulatedAnswer> broken = broken(request, endpoint, body, now);
        Optional<Fault> fault = faults.take(endpoint);
        ObjectNode parsed = body.orElseGet(Json::object);
        if (fault.isEmpty()) {
            return broken.orElseGet(() -> dispatch(endpoint, request, parsed, now, false));
        }
        if (FaultQueue.comesFirst(fault.get())) {
            if (endpoint == Endpoint.SEND) {
                sends.fault(parsed, now);
            }
            return FaultQueue.apply(fault.get(), Json.answer(Json.object()));
        }
        boolean hidden = fault.get() instanceof Fault.WithoutId withoutId && !withoutId.shown();
        return twisted(broken.orElseGet(() -> dispatch(endpoint, request, parsed, now, hidden)), fault.get());
    }

    private static SimulatedAnswer twisted(SimulatedAnswer answer, Fault fault) {
        if (answer instanceof SimulatedAnswer.Held held) {
            held.request().twist(right -> FaultQueue.apply(fault, right));
            return held;
        }
        return FaultQueue.apply(fault, answer);
    }

    /** What the wire rules say; the answer is the refusal. */
    private Optional<SimulatedAnswer> broken(
            SimulatedRequest request, Endpoint endpoint, Optional<ObjectNode> body, Instant now) {
        Optional<String> length = wireRules.brokenLength(request, endpoint);
        if (length.isPresent()) {
            log.violation(now, request.path(), length.get());
            return Optional.of(new SimulatedAnswer.Body(411, "text/plain", "411 length required"));
        }
        if (body.isEmpty() && endpoint.method().equals("POST")) {
            log.violation(now, request.path(), "the body must be a JSON object");
            return Optional.of(new SimulatedAnswer.Body(400, "text/plain", "400 bad request"));
        }
        List<String> broken = wireRules.broken(request, endpoint, body);
        broken.forEach(rule -> log.violation(now, request.path(), rule));
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        boolean emptyObject = endpoint == Endpoint.SEND && !body.orElseThrow().has("base_info");
        return Optional.of(emptyObject ? Json.answer(Json.object()) : Json.refusal(-3, "invalid argument"));
    }

    private SimulatedAnswer dispatch(
            Endpoint endpoint, SimulatedRequest request, ObjectNode body, Instant now, boolean hidden) {
        if (endpoint == Endpoint.QRCODE) {
            return pairing.fetch(request, body);
        }
        if (endpoint == Endpoint.QRCODE_STATUS) {
            return pairing.status(request);
        }
        Optional<SimulatedAnswer> stale = stale(request.bearer());
        if (stale.isPresent()) {
            return stale.get();
        }
        SimulatedUser person = tokens.find(request.bearer()).orElseThrow().person();
        return switch (endpoint) {
            case UPDATES -> updates.poll(person, request, body, this::stale);
            case SEND -> sends.handle(person, body, request.path(), now, hidden);
            case CONFIG, TYPING -> Typing.handle(endpoint, person, body, ids);
            case NOTIFY_START, NOTIFY_STOP -> Json.answer(Json.object().put("ret", 0));
            case UPLOAD_URL -> Json.refusal(-3, "this server takes no media");
            case QRCODE, QRCODE_STATUS -> throw new IllegalStateException("answered above: " + endpoint);
        };
    }

    /** The refusal that a dead or unknown token gets, in {@code ret} and {@code errcode} or in {@code errcode} alone. */
    private Optional<SimulatedAnswer> stale(String token) {
        if (goesOn && tokens.find(token).isEmpty()) {
            pairing.adopt(person(OWNER), token);
        }
        if (tokens.find(token).filter(session -> session.live(clock.instant())).isPresent()) {
            return Optional.empty();
        }
        ObjectNode answer = Json.object().put("errcode", -14).put("errmsg", "session timeout");
        return Optional.of(Json.answer(++staleAnswers % 2 == 0 ? answer : answer.put("ret", -14)));
    }
}
