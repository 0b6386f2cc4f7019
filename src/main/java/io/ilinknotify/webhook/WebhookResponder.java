package io.ilinknotify.webhook;

import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.intake.NotificationIntake.Accepted;
import io.ilinknotify.intake.NotifyAnswer;
import io.ilinknotify.intake.Translation;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.window.Purse;
import io.quarkus.security.identity.SecurityIdentity;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Stores the notifications of every webhook, and answers with how they stand. */
@Singleton
public final class WebhookResponder {
    private final NotificationIntake intake;
    private final Purse purse;
    private final SecurityIdentity identity;

    public WebhookResponder(NotificationIntake intake, Purse purse, SecurityIdentity identity) {
        this.intake = intake;
        this.purse = purse;
        this.identity = identity;
    }

    /** Who sends. */
    public String client() {
        return identity.getPrincipal().getName();
    }

    /** Tells whether the sender has shown no token; its way in has to know it by something else. */
    public boolean isUnknown() {
        return identity.isAnonymous();
    }

    /** Stores it for a client that has an answer of its own. */
    public OutboxEntry store(NotificationDraft draft, Upload files) {
        return intake.accept(Translation.of(draft), null, files).entry();
    }

    /** Stores it, and answers as {@code POST /notify} does. */
    public Response answer(Translation translation, Upload files) {
        Accepted accepted = intake.accept(translation, null, files);
        return NotifyAnswer.of(accepted.entry(), accepted.duplicate(), purse.view())
                .response();
    }
}
