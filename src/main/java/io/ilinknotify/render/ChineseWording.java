package io.ilinknotify.render;

import java.util.List;
import java.util.regex.Pattern;

/** 中文 */
final class ChineseWording implements Wording {
    /** How the built-in texts of alerts begin their titles. */
    private static final Pattern RESOLVED = Pattern.compile("^已恢复(?: \\d+ 条)?：");

    @Override
    public String missing(int characters) {
        return "……（还有 " + characters + " 字未显示）";
    }

    @Override
    public String more(int count) {
        return "……另有 " + count + " 条未列出";
    }

    @Override
    public String resolved(int count, List<String> names) {
        return "✅ 已恢复 " + count + " 条" + listed(names);
    }

    @Override
    public String ended(String title) {
        return RESOLVED.matcher(title).replaceFirst("");
    }

    @Override
    public String expired(int count, List<String> names) {
        return "⌛ 过期未发 " + count + " 条" + listed(names);
    }

    @Override
    public String doubtful(int count, List<String> names, int more) {
        if (names.isEmpty()) {
            return "❔ 之前有 " + count + " 条可能未送达";
        }
        return "❔ 之前可能未送达：" + String.join("；", names) + (more > 0 ? "；另有 " + more + " 条" : "");
    }

    @Override
    public String footer(int left, String until, int held, boolean quiet, boolean invites) {
        String waiting = held > 0 ? "，" + held + " 条" + (quiet ? "等免打扰结束后再发" : "待发") : "";
        String said = (left > 0 ? "— 还可发 " + left + " 条（至 " + until + "）" : "— 这是最后一条") + waiting + "。";
        String invitation = left > 0 ? "回复任意内容即可续期。" : "回复任意内容后才能继续发送。";
        return invites ? said + invitation : said;
    }

    @Override
    public String reminder(String until, int left, int held) {
        String waiting = held > 0 ? "，" + held + " 条待发" : "";
        return "⏰ 请回复任意内容：" + until + " 后将无法发送通知（还可发 " + left + " 条" + waiting + "）。";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "" : "：" + String.join("；", names);
    }
}
