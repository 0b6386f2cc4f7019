package io.ilinknotify.account;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the sign-in page in English; the Chinese ones stand in {@code messages/login_zh.properties}. Messages that
 * take an enum have one text a constant, in {@code messages/login_en.properties} and there.
 */
@MessageBundle(value = "login", locale = "en")
interface LoginMessages {
    @Message("Sign in to WeChat")
    String title();

    @Message
    String head(LoginStep step);

    @Message("The iLink server gives no code at the moment. It is tried again by itself.")
    String unreachable();

    @Message("Details: {cause}")
    String cause(String cause);

    @Message(
            "On the phone: WeChat, the plus sign, Scan. A code lives for about five minutes; while this page is open it"
                    + " is renewed by itself.")
    String scanHow();

    @Message("QR code for signing in with WeChat")
    String qrLabel();

    @Message("The code as an address")
    String address();

    @Message("The code before had expired; this is a new one.")
    String expired();

    @Message("Wrong digits were typed too often; this is a new code.")
    String blocked();

    @Message("The server does not answer at the moment: {cause}")
    String noAnswer(String cause);

    @Message("Those digits were not right. Please look at the phone again.")
    String digitsWrong();

    @Message("Digits")
    String digits();

    @Message("Send")
    String send();

    @Message("A bot can only answer. Open the new chat in WeChat and send it any message; before that nothing can reach"
            + " the phone.")
    String writeOnceWhy();

    @Message("Everything is ready. Notifications can be sent.")
    String ready();

    @Message("The window is shut: nothing can be sent now. Write anything to the bot in WeChat, and what waits comes at"
            + " once.")
    String writeAgain();

    @Message(
            "It is tried again by itself, after 2 seconds, 30 seconds, 5 minutes, and then hourly. Mostly it passes soon; if"
                    + " somebody signed in elsewhere, sign in again here.")
    String tokenRefusedHow();

    @Message("WeChat lets nothing through at the moment. The status page says why.")
    String heldBack();

    @Message("So that account stays in use. If messages still do not arrive, sign out first, and then sign in again.")
    String alreadyBoundWhy();

    @Message
    String failure(SignInStage.FailedBecause why);

    @Message("Try again")
    String again();

    @Message("Bot")
    String bot();

    @Message("Person")
    String person();

    @Message("Sign in again")
    String signInAgain();

    @Message("Until a new sign-in is confirmed, the account stays as it is.")
    String signInAgainHow();

    @Message("Sign out")
    String signOut();

    @Message("This erases the token. What waits stays stored until somebody signs in again.")
    String signOutHow();

    @Message("The page has lost the agent. It goes on as soon as the agent answers.")
    String lost();

    @Message("The token is no longer accepted by the server: somebody signed in elsewhere, or it has run out.")
    String stale();

    @Message("Status")
    String status();
}
