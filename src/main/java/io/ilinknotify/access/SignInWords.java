package io.ilinknotify.access;

import io.ilinknotify.notification.Language;
import io.quarkus.qute.TemplateData;

/** The words of the page that asks for the operator's token. */
@TemplateData
record SignInWords(String lang, String title, String label, String where, String button, String wrong) {
    static SignInWords in(Language language) {
        return switch (language) {
            case ZH ->
                new SignInWords(
                        "zh",
                        "ilink-notify：请出示操作员令牌",
                        "操作员令牌",
                        "程序自己生成的令牌，用命令 ilink-notify tokens（或 java -jar quarkus-run.jar tokens）查看；"
                                + "写在配置里的，以配置为准；开发模式会把它打印在终端里。",
                        "进入",
                        "这不是操作员令牌。");
            case EN ->
                new SignInWords(
                        "en",
                        "ilink-notify: the operator's token, please",
                        "Operator token",
                        "The command \"ilink-notify tokens\" (or \"java -jar quarkus-run.jar tokens\") shows the one that the"
                                + " program made; one in the settings takes its place; dev mode prints it in the terminal.",
                        "Open",
                        "This is not the operator's token.");
        };
    }
}
