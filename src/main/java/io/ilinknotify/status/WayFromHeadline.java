package io.ilinknotify.status;

import io.ilinknotify.login.FirstMessage;
import io.ilinknotify.window.Purse;

import jakarta.inject.Singleton;

/** Tells the sign-in page whether the person has written: whoever wrote has a purse, spent or not. */
@Singleton
final class FirstMessageFromPurse implements FirstMessage {
    private final Purse purse;

    FirstMessageFromPurse(Purse purse) {
        this.purse = purse;
    }

    @Override
    public boolean hasCome() {
        return purse.view().openedAt() != null;
    }
}
