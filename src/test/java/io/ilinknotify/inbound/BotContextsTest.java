package io.ilinknotify.inbound;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.UpdatesOutcome.Received;
import io.ilinknotify.store.KeyValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static io.ilinknotify.inbound.InboundWorld.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose cursor and contexts the volume holds, and the newest context of a message that came twice. */
class BotContextsTest {
    @TempDir
    Path directory;

    private InboundWorld world;

    @BeforeEach
    void open() {
        world = new InboundWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void cursorAndContextsBelongToTheBotAndNotToThePerson() {
        Account next = new Account("token-2", "next@im.bot", ACCOUNT.userId(), ACCOUNT.baseUrl());
        world.poller.startAfresh(ACCOUNT);
        world.take("cursor", InboundWorld.messages(1));
        assertThat(world.purse.view().open()).isTrue();

        world.poller.startAfresh(next);

        assertThat(world.poller.cursor(next)).isEmpty();
        assertThat(world.purse.view().openedAt()).isNull();
        world.poller.take(next, new Received("its own", InboundWorld.messages(2), 0, Optional.empty()));
        world.poller.startAfresh(next);
        assertThat(world.poller.cursor(next)).isEqualTo("its own");
        assertThat(world.purses()).isEqualTo(2);
    }

    @Test
    void aVolumeOfTheVersionBeforeGoesOnWithItsCursorAndItsContexts() {
        world.take("cursor", InboundWorld.messages(1));
        world.store.commit(tx -> {
            KeyValues.put(tx, "inbound.cursor", ACCOUNT.userId() + "\ncursor");
            KeyValues.remove(tx, "window.bot");
            return true;
        });
        Poller again = world.poller();

        again.adopt(Optional.of(ACCOUNT));
        again.startAfresh(ACCOUNT);

        assertThat(again.cursor(ACCOUNT)).isEqualTo("cursor");
        assertThat(world.purses()).isEqualTo(1);
    }

    @Test
    void contextsThatAVolumeHoldsWithoutAnAccountAreOfNoUseToTheNextBot() {
        world.take("cursor", InboundWorld.messages(1));

        world.poller.adopt(Optional.empty());
        world.poller.startAfresh(ACCOUNT);

        assertThat(world.purses()).isZero();
    }

    @Test
    void aTwinWithAnotherContextIsTheSameMessageWithANewerContext() {
        Instant written = world.now.minusSeconds(5);
        world.take(
                "first", List.of(new InboundMessage("id", ACCOUNT.userId(), true, "old", Optional.of(written), "d")));
        world.store.commit(tx -> {
            world.purse.charge(tx, world.purse.newest(tx).orElseThrow().id());
            return true;
        });

        world.take(
                "second", List.of(new InboundMessage("id", ACCOUNT.userId(), true, "new", Optional.of(written), "e")));
        assertThat(context()).isEqualTo("new");
        world.take(
                "third",
                List.of(new InboundMessage("other", ACCOUNT.userId(), true, "newest", Optional.of(written), "d")));

        assertThat(context()).isEqualTo("newest");
        assertThat(world.purses()).isEqualTo(1);
        assertThat(world.purse.view().used()).isEqualTo(1);
        assertThat(world.counted("duplicate")).isEqualTo(2);
    }

    private String context() {
        return world.store.read(tx -> world.purse.newest(tx).orElseThrow().contextToken());
    }
}
