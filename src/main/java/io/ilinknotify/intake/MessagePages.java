package io.ilinknotify.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages of a single notification, in {@code templates/intake}. */
@CheckedTemplate(basePath = "intake")
final class MessagePages {
    private MessagePages() {}

    static native TemplateInstance message(MessageView view, String lang);

    static native TemplateInstance gone(String lang);
}
