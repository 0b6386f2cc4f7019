package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

import java.time.DayOfWeek;

/**
 * The words of the status page in English; the Chinese ones stand in {@code messages/status_zh.properties}. Messages that
 * take an enum have one text a constant, in {@code messages/status_en.properties} and there.
 */
@MessageBundle(value = "status", locale = "en")
interface StatusMessages {
    @Message("How things stand")
    String title();

    @Message
    String headline(Reachability headline);

    @Message
    String account(AccountState account);

    @Message
    String state(State state);

    @Message
    String stateHint(State state);

    @Message
    String reason(Reason reason);

    @Message
    String told(Coverage told);

    @Message
    String priority(Priority priority);

    @Message("resolved")
    String over();

    @Message
    String day(DayOfWeek day);

    @Message("Account")
    String accountTitle();

    @Message("Sign-in")
    String signIn();

    @Message("Bot")
    String bot();

    @Message("Person")
    String person();

    @Message("State")
    String stateTitle();

    @Message("Tried again at")
    String nextProbe();

    @Message("Last answer to a poll")
    String polled();

    @Message("none since the start")
    String notYet();

    @Message("Check the connection")
    String check();

    @Message("This costs no send.")
    String checkHint();

    @Message("The server answers and knows this bot.")
    String connected();

    @Message("The server no longer accepts the token.")
    String staleToken();

    @Message("The check did not succeed: {detail}")
    String notConnected(String detail);

    @Message("Sign in again or sign out")
    String manage();

    @Message("Window")
    String windowTitle();

    @Message("open")
    String open();

    @Message("shut")
    String shut();

    @Message("Sends left")
    String sendsLeft();

    @Message("{remaining} of {budget}")
    String ofBudget(int remaining, int budget);

    @Message("Last message of the person")
    String opened();

    @Message("Closes at")
    String closes();

    @Message(
            "WeChat shut a window after about {hours} h: the closing time and the reminder go by that. A window that goes"
                    + " further moves them back.")
    String learnedLength(long hours);

    @Message("Paused by the server until")
    String pausedUntil();

    @Message("The server takes messages, but has given no id for several in a row: the phone probably shows none.")
    String restricted();

    @Message("Waiting")
    String waitingTitle();

    @Message("Nothing waits.")
    String nothingWaits();

    @Message("{queued} are queued, {held} are held.")
    String queue(long queued, long held);

    @Message("Looked at again at")
    String nextLook();

    @Message("The oldest is from")
    String oldest();

    @Message("and {count} more")
    String more(long count);

    @Message("{count} were meant for the person who was signed in before.")
    String otherPerson(long count);

    @Message("Hand them over")
    String handOver();

    @Message("Drop them")
    String drop();

    @Message("The last 24 hours")
    String finishedTitle();

    @Message("Nothing was finished during the last 24 hours.")
    String nothingFinished();

    @Message("Try again")
    String retry();

    @Message("Cancel")
    String cancel();

    @Message("Give up")
    String giveUp();

    @Message("Sends that carried it")
    String tries();

    @Message("Details")
    String details();

    @Message("Jobs and quiet hours")
    String scheduleTitle();

    @Message("switched off")
    String jobOff();

    @Message("Next")
    String jobNext();

    @Message("No longer due")
    String jobOver();

    @Message("last")
    String jobLast();

    @Message("has not run yet")
    String jobNever();

    @Message("quiet until {time}")
    String quietUntil(String time);

    @Message("on")
    String quietDays();

    @Message("holds what is below \u201c{priority}\u201d")
    String quietBelow(String priority);

    @Message("next")
    String quietNext();

    @Message("Leave")
    String leave();

    @Message("Times are those of {zone}.")
    String zone(String zone);

    @Message("The page has lost the agent. It goes on as soon as the agent answers.")
    String lost();
}
