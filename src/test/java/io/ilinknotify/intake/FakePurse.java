package io.ilinknotify.intake;

import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.WindowConfig;
import io.ilinknotify.window.WindowView;

import java.time.Clock;

/** A purse that stands as the test says. */
class FakePurse extends Purse {
    WindowView view = WindowView.never(10);

    FakePurse(Store store, WindowConfig config, Clock clock) {
        super(store, config, clock);
    }

    @Override
    public WindowView view() {
        return view;
    }
}
