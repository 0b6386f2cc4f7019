/**
 * An iLink server with a phone in the browser, for dev mode and tests. It shares no class with {@code ilink}: its
 * expectations are the protocol page, so that one misreading cannot pass twice.
 *
 * <p>Without a socket, under a virtual clock, for properties and benchmarks:
 *
 * <pre>{@code
 * var server = new SimulatedIlink(Clock.fixed(start, ZoneOffset.UTC));
 * BotCredentials account = server.signIn();                  // or by QR code: phone().scan(), digits(), tapConfirm()
 * String contextToken = server.phone().write("hello");    // opens the window
 * SimulatedAnswer answer = server.handle(request);        // tests build requests with WireRequests
 * server.advance(Duration.ofHours(1));
 * server.nextSend(Fault.lostAfter());                     // the next message arrives, its answer does not
 * server.fromNowOn(Endpoint.SEND, Fault.staleToken(), Duration.ofMinutes(2));
 * server.untilStart(Endpoint.UPDATES, Fault.staleToken());  // the receive session is gone, sends work
 * server.rules().window = Duration.ofHours(12);
 * server.rules().needsStart = true;
 * server.phone().texts();  server.phone().quotaUsed();  server.sends();  server.violations();
 * }</pre>
 *
 * <p>Media: {@code getuploadurl} is a request like the others, {@code server.upload(request, bytes)} is one to the CDN, and
 * {@code phone().media()} and {@code phone().file(…)} are what came. Tests build them with MediaRequests.
 *
 * <p>A {@link io.ilinknotify.simulator.SimulatedAnswer} may be {@code Held} (a long poll);
 * {@code answer.inTheEnd()} is what comes when nothing more happens.
 *
 * <p>Over HTTP: {@code Simulator.start()} listens on a free port of the loopback interface, {@code ilink()} is the
 * server behind it, {@code baseUrl()} is for the client and {@code phoneUrl()} for the eyes.
 *
 * <p>The rules in short. A purse belongs to one message of the person and is charged by its context token; the
 * window counts from the newest message. A repeated {@code client_id} is delivered again, unless
 * {@code removesRepeats}. Whatever breaks the protocol page is refused <em>and</em> stands in {@code violations()},
 * which must be empty at the end of a test of a good client.
 */
@NullMarked
package io.ilinknotify.simulator;

import org.jspecify.annotations.NullMarked;
