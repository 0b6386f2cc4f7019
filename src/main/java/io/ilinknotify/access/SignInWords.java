package io.ilinknotify.access;

import io.ilinknotify.notification.Language;

/** The words of the page that asks for the operator's token. */
record SignInWords(String lang, String title, String label, String where, String button, String wrong, String tooMany) {
    static SignInWords in(Language language) {
        return switch (language) {
            case ZH ->
                new SignInWords(
                        "zh",
                        "ilink-notify：请出示操作员令牌",
                        "操作员令牌",
                        "命令 ilink-notify tokens 会显示它。",
                        "进入",
                        "这不是操作员令牌。",
                        "错误太多，请一分钟后再试。");
            case EN ->
                new SignInWords(
                        "en",
                        "ilink-notify: the operator's token, please",
                        "Operator token",
                        "The command \"ilink-notify tokens\" shows it.",
                        "Open",
                        "This is not the operator's token.",
                        "Too many wrong tokens. Please wait a minute.");
        };
    }
}
