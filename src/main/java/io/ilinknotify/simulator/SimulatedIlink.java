package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.TrafficLog.Violation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    final Rules rules = new Rules();
    final FaultQueue faults = new FaultQueue();
    final Ids ids;
    final Clock clock;
    final Tokens tokens;
    final Pairing pairing = new Pairing(this);
    final Updates updates = new Updates(this);
    final Cdn cdn = new Cdn(this);
    volatile Duration ahead = Duration.ZERO;
    /** The {@code baseurl} that sign-in tells. */
    volatile String ownUrl = "http://127.0.0.1";

    boolean goesOn;
    private final Sends sends = new Sends(this);
    private final WireRules wireRules = new WireRules(this);
    private final Map<String, SimulatedUser> people = new LinkedHashMap<>();

    /** A server whose ids are the same in every run. */
    public SimulatedIlink(Clock clock) {
        this(clock, 1);
    }

    /** A server whose ids and tokens follow from the seed. */
    public SimulatedIlink(Clock clock, long seed) {
        InstantSource shifted = () -> clock.instant().plus(ahead);
        this.clock = shifted.withZone(clock.getZone());
        this.ids = new Ids(seed);
        this.tokens = new Tokens(this.clock);
    }

    /**
     * Takes the place of an earlier server of the same seed, as after a hot reload: the owner's tokens are good, and no id
     * comes twice. What was written and sent before is forgotten.
     */
    SimulatedIlink goesOn() {
        goesOn = true;
        ids.counter = clock.millis();
        return this;
    }

    /** Takes one request. It must be well formed HTTP; whether it is good iLink is judged here. */
    public SimulatedAnswer handle(SimulatedRequest request) {
        return upload(request, new byte[0]);
    }

    /** Takes one upload to the CDN; the request's own body is left empty. */
    public SimulatedAnswer upload(SimulatedRequest request, byte[] body) {
        return lock.change(() -> answer(request, body));
    }

    Optional<byte[]> file(String id) {
        return lock.read(() -> cdn.bytes(id));
    }

    boolean cutsNextUpload() {
        return lock.read(() -> faults.next(Endpoint.UPLOAD, clock.instant())
                .filter(Fault.lostBefore()::equals)
                .isPresent());
    }

    public Rules rules() {
        return rules;
    }

    /** The server's time, for a client that shall live in the same. */
    public Clock clock() {
        return clock;
    }

    public void advance(Duration time) {
        lock.update(() -> ahead = ahead.plus(time));
    }

    public Phone phone() {
        return phone(OWNER);
    }

    /** Another person's phone; the same name is the same person. */
    public Phone phone(String name) {
        return new Phone(this, lock.read(() -> person(name)));
    }

    public Phone.BotCredentials signIn() {
        return phone().signIn();
    }

    /** Orders this fault for the next request of the endpoint that has none queued yet. */
    public void next(Endpoint endpoint, Fault fault) {
        lock.update(() -> faults.next(endpoint, fault));
    }

    public void nextSend(Fault fault) {
        next(Endpoint.SEND, fault);
    }

    /** Lets every request of the endpoint go wrong from now on, after those queued. */
    public void fromNowOn(Endpoint endpoint, Fault fault) {
        lock.update(() -> faults.lasting(endpoint, fault, Instant.MAX, false));
    }

    /** The same for a time. */
    public void fromNowOn(Endpoint endpoint, Fault fault, Duration length) {
        lock.update(() -> faults.lasting(endpoint, fault, clock.instant().plus(length), false));
    }

    /** The same until the next {@code notifystart}: with {@code -14} to polls, the receive session is gone. */
    public void untilStart(Endpoint endpoint, Fault fault) {
        lock.update(() -> faults.lasting(endpoint, fault, Instant.MAX, true));
    }

    public void noMoreFaults() {
        lock.update(faults::clear);
    }

    /** Counts the faults that were ordered for a next request and still wait for it. */
    public int faultsWaiting() {
        return lock.read(faults::waiting);
    }

    /** Every rule that a client broke, oldest first. A good client leaves it empty. */
    public List<Violation> violations() {
        return lock.read(() -> List.copyOf(log.violations));
    }

    /** The requests, oldest first; the last 20,000. */
    public List<TrafficLog.SeenRequest> requests() {
        return lock.read(() -> List.copyOf(log.requests));
    }

    public List<TrafficLog.SeenRequest> requests(Endpoint endpoint) {
        return requests().stream()
                .filter(recorded -> recorded.request().path().equals(endpoint.path))
                .toList();
    }

    /** Every {@code sendmessage} with what became of it, oldest first. */
    public List<RecordedSend> sends() {
        return lock.read(() -> List.copyOf(log.sends));
    }

    /** Counts the requests that the endpoint got, refused ones too. */
    public int count(Endpoint endpoint) {
        return lock.read(() -> log.counts.getOrDefault(endpoint, 0));
    }

    /** Counts the {@code getupdates} that are held now. */
    public int openPolls() {
        return lock.read(updates.polls::size);
    }

    /** Ends the newest QR code: it can no longer be scanned or confirmed. */
    public void expireQrCode() {
        lock.update(() -> pairing.newest().ifPresent(code -> code.endsAt = clock.instant()));
    }

    SimulatedUser person(String name) {
        return people.computeIfAbsent(name, made -> new SimulatedUser(made, ids, rules));
    }

    boolean windowOpen(SimulatedUser person) {
        return person.newest()
                .filter(newest -> clock.instant().isBefore(newest.openedAt.plus(rules.window)))
                .isPresent();
    }

    void violation(SimulatedRequest request, String rule) {
        log.violations.add(new Violation(clock.instant(), request.path(), rule));
    }

    SimulatedAnswer invalid(SimulatedRequest request, List<String> broken) {
        broken.forEach(rule -> violation(request, rule));
        return Json.refusal(-3, "invalid argument");
    }

    /** Success is {@code ret} 0 or none at all: both come, in turn. */
    ObjectNode success(Endpoint endpoint) {
        return count(endpoint) % 2 == 0 ? Json.object().put("ret", 0) : Json.object();
    }

    /** The refusal of a dead or unknown token, in {@code ret} and {@code errcode} or in {@code errcode} alone. */
    SimulatedAnswer stale(Endpoint endpoint) {
        ObjectNode answer = Json.object().put("errcode", -14).put("errmsg", "session timeout");
        return Json.answer(count(endpoint) % 2 == 0 ? answer : answer.put("ret", -14));
    }

    private SimulatedAnswer answer(SimulatedRequest request, byte[] upload) {
        log.request(clock.instant(), request);
        Optional<Endpoint> found = Endpoint.at(request.path());
        if (found.isEmpty()) {
            violation(request, "no such call");
            return new SimulatedAnswer.Body(404, "text/plain", "404 page not found");
        }
        Endpoint endpoint = found.get();
        log.counts.merge(endpoint, 1, Integer::sum);
        if (!request.method().equals(endpoint.method)) {
            violation(request, "must be a " + endpoint.method);
            return new SimulatedAnswer.Body(405, "text/plain", "405 method not allowed");
        }
        ObjectNode body = Json.parse(request.body()).orElseGet(Json::object);
        Optional<SimulatedAnswer> broken =
                endpoint == Endpoint.UPLOAD ? Optional.empty() : wireRules.refusal(request, endpoint);
        Optional<Fault> fault = faults.take(endpoint, clock.instant());
        SimulatedAnswer right;
        if (fault.filter(f -> f.when() == Timing.BEFORE_DELIVERY).isEmpty()) {
            right = broken.orElseGet(() -> dispatch(endpoint, request, body, upload, fault));
        } else {
            right = Json.answer(Json.object());
            if (endpoint == Endpoint.SEND) {
                sends.fault(body);
            }
        }
        return fault.map(f -> FaultQueue.apply(f, right)).orElse(right);
    }

    private SimulatedAnswer dispatch(
            Endpoint endpoint, SimulatedRequest request, ObjectNode body, byte[] upload, Optional<Fault> fault) {
        if (goesOn && !tokens.known(request.bearer())) {
            pairing.adopt(person(OWNER), request.bearer());
        }
        Optional<SimulatedUser> found = tokens.personOf(request.bearer());
        if (endpoint.authenticated && found.isEmpty()) {
            return stale(endpoint);
        }
        SimulatedUser person = found.orElseGet(() -> person(OWNER)); // the calls without a token do not look at it
        return switch (endpoint) {
            case QRCODE -> pairing.fetch(request, body);
            case QRCODE_STATUS -> pairing.status(request);
            case UPDATES -> updates.poll(person, request, body);
            case SEND -> sends.send(person, request, body, fault);
            case CONFIG, TYPING -> sends.typing(endpoint, person, body);
            case NOTIFY_START, NOTIFY_STOP -> {
                person.connects(endpoint == Endpoint.NOTIFY_START, clock.instant());
                if (person.started) {
                    faults.started();
                }
                yield Json.answer(Json.object().put("ret", 0));
            }
            case UPLOAD_URL -> cdn.announce(person, request, body);
            case UPLOAD -> cdn.upload(request, upload);
        };
    }
}
