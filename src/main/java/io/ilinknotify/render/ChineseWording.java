package io.ilinknotify.render;

import java.util.List;

/** 中文 */
final class ChineseWording implements Wording {
    @Override
    public String missing(int characters) {
        return "……（还有 " + characters + " 字未显示）";
    }

    @Override
    public String more(int count) {
        return "……另有 " + count + " 条，未逐条列出";
    }

    @Override
    public String resolved(int count, List<String> names) {
        return "✅ 已恢复 " + count + " 条" + listed(names);
    }

    @Override
    public String expired(int count, List<String> names) {
        return "⌛ 过期未发 " + count + " 条" + listed(names);
    }

    @Override
    public String doubtful(List<String> names, int more) {
        return "❔ 之前可能未送达：" + String.join("；", names) + (more > 0 ? "；另有 " + more + " 条" : "");
    }

    @Override
    public String footer(int left, String until) {
        return "— 还可发 " + left + " 条，至 " + until + "。回复任意内容即可续期。";
    }

    @Override
    public String footer(int left, String until, int held) {
        return "— 还可发 " + left + " 条，至 " + until + "，另有 " + held + " 条待发。回复任意内容即可续期。";
    }

    @Override
    public String reminder(String until) {
        return "⏰ 发送窗口将于 " + until + " 关闭。请回复任意内容，以便继续收到通知。";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "" : "：" + String.join("；", names);
    }
}
