package io.ilinknotify.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.account.SignInStage.Code;
import io.ilinknotify.account.SignInStage.FailedBecause;
import io.ilinknotify.http.Form;
import io.ilinknotify.http.PageLanguage;
import io.ilinknotify.http.PageWords;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.SeeOther;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.ilink.IlinkClient;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * {@code /login}: the page that signs the bot in. Looking at it counts as watching, so that codes are renewed. Every form
 * leads back to the page.
 */
@Path("/login")
@RunOnVirtualThread
final class LoginResource {
    private static final Logger LOG = Logger.getLogger(LoginResource.class);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,12}");
    private static final Duration NOTIFY_STOP = Duration.ofSeconds(2);

    /**
     * All that the page shows; never a token.
     *
     * @param trouble why the server gives no answer at the moment; {@code null} when it does
     * @param failed why the sign-in ended; {@code null} when it did not
     * @param detail what belongs to {@code failed}; empty when there is nothing to add
     * @param stale the server no longer accepts the token of the account
     */
    record LoginView(
            LoginStep step,
            @Nullable Code code,
            @Nullable String trouble,
            @Nullable FailedBecause failed,
            String detail,
            @Nullable String botId,
            @Nullable String userId,
            boolean stale) {
        /** Tells a sign-in and the account as the page does. */
        static LoginView of(SignInStage stage, @Nullable Account account, Reachability way) {
            String botId = account == null ? null : account.botId();
            String userId = account == null ? null : account.userId();
            boolean stale = way == Reachability.SIGN_IN_AGAIN;
            return switch (stage) {
                case SignInStage.Idle i -> new LoginView(LoginStep.of(way), null, null, null, "", botId, userId, stale);
                case SignInStage.Fetching f ->
                    new LoginView(LoginStep.PREPARING, null, f.cause(), null, "", botId, userId, stale);
                case SignInStage.Showing s ->
                    new LoginView(s.step(), s.code(), s.trouble(), null, "", botId, userId, stale);
                case SignInStage.Keeping k ->
                    new LoginView(LoginStep.KEEPING, null, null, null, "", botId, userId, stale);
                case SignInStage.AlreadyBound b ->
                    new LoginView(LoginStep.ALREADY_BOUND, null, null, null, "", botId, userId, stale);
                case SignInStage.Failed f ->
                    new LoginView(LoginStep.FAILED, null, null, f.why(), f.detail(), botId, userId, stale);
            };
        }

        /** Changes whenever the page has to look different. */
        public String version() {
            return step.code() + "-" + (code == null ? 0 : code.number()) + "-" + Integer.toHexString(hashCode());
        }
    }

    @CheckedTemplate(basePath = "login")
    static final class Templates {
        private Templates() {}

        /**
         * @param qr the code to scan; {@code null} when none is shown
         * @param left how long the code is good for, in seconds
         * @param clock the same as minutes and seconds
         */
        static native TemplateInstance login(
                LoginView view, PageWords words, @Nullable QrSvg qr, long left, String clock);
    }

    private final SignInLoop loop;
    private final CurrentAccount current;
    private final Supplier<Reachability> way;
    private final IlinkClient client;
    private final PageLanguage language;
    private final Clock clock;

    LoginResource(
            SignInLoop loop,
            CurrentAccount current,
            Supplier<Reachability> way,
            IlinkClient client,
            PageLanguage language,
            Clock clock) {
        this.loop = loop;
        this.current = current;
        this.way = way;
        this.client = client;
        this.language = language;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public String show(@Context HttpServerRequest request) {
        LoginView view = look();
        Code code = view.code();
        QrSvg qr = code == null || view.step() != LoginStep.WAITING ? null : QrSvg.of(code.address());
        long left = code == null ? 0 : code.left(clock.instant()).toSeconds();
        String minutes = "%d:%02d".formatted(left / 60, left % 60);
        return Templates.login(view, language.words("login", request), qr, left, minutes)
                .render();
    }

    @GET
    @Path("state")
    @Produces(MediaType.APPLICATION_JSON)
    public ObjectNode state() {
        LoginView view = look();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("state", view.step().code())
                .put("version", view.version());
        String detail = view.failed() == null ? view.trouble() : view.failed() + ": " + view.detail();
        return detail == null ? json : json.put("detail", detail);
    }

    private LoginView look() {
        return LoginView.of(loop.watch(), current.current().orElse(null), way.get());
    }

    /** The digits that the phone shows; spaces in them are left out. */
    @POST
    @Path("digits")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response digits(byte @Nullable [] form) {
        String given = Form.of(form).text("digits").replace(" ", "");
        if (!DIGITS.matcher(given).matches()) {
            throw new ProblemException(
                    Problem.of(422, "not-digits", "Not digits", "Type the digits that the phone shows, at most 12."));
        }
        if (!loop.digits(given)) {
            LOG.debug("Digits came that nobody asks for any more.");
        }
        return back();
    }

    /** Signs in although that is not needed, or tries again. */
    @POST
    @Path("again")
    public Response again() {
        loop.begin();
        return back();
    }

    /** Forgets the account; the server is told as well as it goes. */
    @POST
    @Path("sign-out")
    public Response signOut() {
        current.current().ifPresent(account -> {
            ConnectionOutcome told = client.notifyStop(account, NOTIFY_STOP);
            LOG.debugf("Told the server that the bot stops: %s", told);
            current.signOut();
        });
        loop.begin();
        return back();
    }

    private static Response back() {
        return SeeOther.to("/login").build();
    }
}
