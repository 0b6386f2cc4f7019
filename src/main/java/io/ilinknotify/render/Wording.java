package io.ilinknotify.render;

import io.ilinknotify.notification.Language;

import java.util.List;
import java.util.regex.Pattern;

/** The agent's own words in messages, in the language of {@code notify.language}. */
public record Wording(Language language) {
    /** How the built-in texts of alerts begin their titles. */
    private static final Pattern RESOLVED = Pattern.compile("^(?:已恢复(?: \\d+ 条)?：|RESOLVED(?: \\d+)?: )");

    private String say(String chinese, String english) {
        return language == Language.ZH ? chinese : english;
    }

    /** The end of a text that did not fit. */
    String missing(int characters) {
        return say(
                "……（还有 " + characters + " 字未显示）",
                characters == 1 ? "… (1 more character)" : "… (" + characters + " more characters)");
    }

    /** Notifications that did not even get a line. */
    String more(int count) {
        return say("……另有 " + count + " 条未列出", "… and " + count + " more, not listed");
    }

    /** Alerts that ended; without names only how many. */
    String resolved(int count, List<String> names) {
        return say("✅ 已恢复 " + count + " 条", "✅ " + count + " resolved") + listed(names);
    }

    /** A title without the words that it is over, which {@link #resolved} says for all of them. */
    public static String ended(String title) {
        return RESOLVED.matcher(title).replaceFirst("");
    }

    /** Notifications that expired before they could be sent; without names only how many. */
    String expired(int count, List<String> names) {
        return say("⌛ 过期未发 " + count + " 条", "⌛ " + count + " expired unsent") + listed(names);
    }

    /**
     * Notifications whose arrival is in doubt.
     *
     * @param names some of them, each with its time
     * @param more how many are not among the names
     */
    String doubtful(List<String> names, int more) {
        if (names.isEmpty()) {
            return say("❔ 之前有 " + more + " 条可能未送达", "❔ " + more + " may not have arrived");
        }
        String others = more > 0 ? say("；另有 " + more + " 条", "; and " + more + " more") : "";
        return say("❔ 之前可能未送达", "❔ May not have arrived") + listed(names) + others;
    }

    String file(String name, String size) {
        return say("📎 " + name + "，", "📎 " + name + ", ") + size;
    }

    /** The name of a file with a text that has no title. */
    public String textFile() {
        return say("全文", "text");
    }

    /** Stands below files that cannot be sent and have no link. */
    String atTheAgent() {
        return say("（账号暂时不能上传文件，文件留在程序这边）", "(the account cannot upload: kept at the agent)");
    }

    /**
     * How many sends are left, until when, and how many wait.
     *
     * @param invites whether to say that any reply refills
     */
    String footer(int left, String until, HeaderFooter.Counts counts, boolean invites) {
        int held = counts.held();
        String purse = left > 0
                ? say("— 还可发 " + left + " 条（至 " + until + "）", "— " + sends(left) + " left until " + until)
                : say("— 这是最后一条", "— That was the last send");
        String waiting = !counts.quiet()
                ? waiting(held)
                : say("，" + held + " 条等免打扰结束后再发", ", " + held + " waiting for quiet hours to end");
        String files = files(counts.files());
        String refill = left > 0 ? "回复任意内容即可续期。" : "回复任意内容后才能继续发送。";
        return purse + waiting + files + say("。", ".") + (invites ? say(refill, " Any reply refills.") : "");
    }

    /** The window closes soon; it stands for the footer as well. */
    String reminder(String until, int left, HeaderFooter.Counts counts) {
        String waiting = waiting(counts.held()) + files(counts.files());
        return say(
                "⏰ 请回复任意内容：" + until + " 后将无法发送通知（还可发 " + left + " 条" + waiting + "）。",
                "⏰ Please reply: nothing can be sent after " + until + " (" + sends(left) + " left" + waiting + ").");
    }

    private String files(int count) {
        return count == 0
                ? ""
                : say(
                        "，" + count + " 个文件等回复后发送",
                        ", " + count + (count == 1 ? " file waits" : " files wait") + " for a reply");
    }

    private String waiting(int held) {
        return held > 0 ? say("，" + held + " 条待发", ", " + held + " waiting") : "";
    }

    private static String sends(int left) {
        return left == 1 ? "1 send" : left + " sends";
    }

    private String listed(List<String> names) {
        return names.isEmpty() ? "" : say("：", ": ") + String.join(say("；", "; "), names);
    }
}
