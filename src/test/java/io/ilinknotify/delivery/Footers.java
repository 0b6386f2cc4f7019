package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig.Strategy;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a message says of the purse and of what waits, against what both are when it leaves: it is paid for, and what it
 * carries waits no more.
 */
final class Footers {
    private static final String FILES = "(?:, (\\d+) files? waits? for a reply)?";
    private static final Pattern FOOTER = Pattern.compile(
            "^— (?:(\\d+) sends? left until [^,\n]+|That was the last send)(?:, (\\d+) waiting)?" + FILES + "\\.",
            Pattern.MULTILINE);
    private static final Pattern REMINDER =
            Pattern.compile("^⏰ .* \\((\\d+) sends? left(?:, (\\d+) waiting)?" + FILES + "\\)\\.$", Pattern.MULTILINE);

    private final DeliveryWorld world;
    private final Strategy strategy;
    private final Set<String> seen = new HashSet<>();

    Footers(DeliveryWorld world, DeliveryConfig delivery) {
        this.world = world;
        this.strategy = delivery.strategy();
    }

    void areTrue(OutgoingMessage.Text message) {
        boolean repeated = !seen.add(message.clientId()); // its text is frozen
        if (!repeated) {
            isTrue(message, FOOTER.matcher(message.text()));
            isTrue(message, REMINDER.matcher(message.text()));
        }
    }

    private void isTrue(OutgoingMessage.Text message, Matcher said) {
        if (!said.find()) {
            return;
        }
        WindowView purse = world.purse().view();
        assertThat(number(said.group(1)))
                .as("sends left after %s", message.text())
                .isEqualTo(purse.remaining());
        assertThat(number(said.group(2)))
                .as("waiting beside %s", message.text())
                .isEqualTo(waiting(message));
        assertThat(number(said.group(3)))
                .as("files that wait for a reply after %s", message.text())
                .isEqualTo(filesThatNeedAReply(message, purse.remaining()));
    }

    /** Those of what was told before, and of what is on its way; each that goes leaves more than the reserve. */
    private int filesThatNeedAReply(OutgoingMessage.Text message, int sendsLeft) {
        boolean unable = world.store()
                .read(tx -> SenderTable.unableUntil(tx, world.phone.botId(), world.clock.instant()))
                .isPresent();
        if (unable) {
            return 0;
        }
        List<Priority> files = world.store()
                .read(tx -> tx.all("""
                        SELECT n.priority FROM attachment a JOIN notification n ON n.seq = a.seq
                        WHERE a.state = 'QUEUED' AND (n.state IN ('SENT', 'UNKNOWN', 'UNCONFIRMED')
                            OR n.seq IN (SELECT seq FROM carried WHERE message = ?))
                        ORDER BY n.priority DESC
                        """, row -> Priority.values()[row.count("priority")], message.clientId()));
        int left = sendsLeft;
        for (Priority priority : files) {
            int least = switch (priority) {
                case LOW -> strategy == Strategy.IMMEDIATE ? 5 : 10;
                case DEFAULT -> 5;
                case HIGH -> 2;
                case CRITICAL -> 0;
            };
            left = left > least ? left - 1 : left;
        }
        return files.size() - (sendsLeft - left);
    }

    /** Those that will go one by one by themselves are not worth a word: only what is held, beside a single alert. */
    private int waiting(OutgoingMessage.Text message) {
        boolean single = strategy == Strategy.IMMEDIATE && kind(message) == Kind.ALERTS;
        return world.store()
                .read(tx -> tx.first("""
                        SELECT count(*) AS n FROM notification WHERE state IN ('HELD', ?)
                            AND coalesce(reason, '') NOT IN ('REJECTED', 'OTHER_PERSON')
                        """, row -> row.count("n"), single ? "HELD" : "QUEUED"))
                .orElseThrow();
    }

    private Kind kind(OutgoingMessage.Text message) {
        return world.store()
                .read(tx -> tx.first(
                        "SELECT kind FROM message WHERE client_id = ?",
                        row -> Kind.valueOf(row.text("kind")),
                        message.clientId()))
                .orElseThrow();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
