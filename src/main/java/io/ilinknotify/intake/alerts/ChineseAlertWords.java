package io.ilinknotify.intake.alerts;

record ChineseAlertWords() implements AlertWords {
    @Override
    public String state(long firing, long ended) {
        if (firing == 0) {
            return "已恢复 " + ended + " 条：";
        }
        return "告警 " + firing + " 条" + (ended == 0 ? "：" : "，已恢复 " + ended + " 条：");
    }

    @Override
    public String since(String start, String length) {
        return start + " 起" + (length.isEmpty() ? "" : "，已持续 " + length);
    }

    @Override
    public String lasted(String length, String end) {
        if (length.isEmpty()) {
            return end + " 恢复";
        }
        return "持续 " + length + (end.isEmpty() ? "" : "，" + end + " 恢复");
    }

    @Override
    public String rest(long firing, long ended) {
        if (ended == 0) {
            return "…另有 " + firing + " 条告警";
        }
        return firing == 0 ? "…另有 " + ended + " 条已恢复" : "…另有 " + firing + " 条告警、" + ended + " 条已恢复";
    }

    @Override
    public String truncated(int count) {
        return "…发送方还省略了 " + count + " 条";
    }

    @Override
    public String silence(String link) {
        return "静默：" + link;
    }

    @Override
    public String again(long times, String length) {
        return "仍未恢复，第 " + times + " 次提醒" + (length.isEmpty() ? "" : "，已持续 " + length);
    }

    @Override
    public String days(long n) {
        return n + "天";
    }

    @Override
    public String hours(long n) {
        return n + "小时";
    }

    @Override
    public String minutes(long n) {
        return n + "分";
    }

    @Override
    public String seconds(long n) {
        return n + "秒";
    }

    @Override
    public String unitGap() {
        return "";
    }
}
