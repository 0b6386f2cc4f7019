package io.ilinknotify.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoreTest {
    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(new Database(
                directory.resolve("test.db"), List.of("CREATE TABLE note (words TEXT NOT NULL UNIQUE);"), true));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void nobodyHearsOfAWriteBeforeItIsCommitted() {
        CountDownLatch everybodyListens = new CountDownLatch(1);
        CompletableFuture<List<String>> first = write("first", everybodyListens).thenApply(written -> committed());
        CompletableFuture<List<String>> second =
                write("second", everybodyListens).thenApply(written -> committed());

        everybodyListens.countDown();

        assertThat(first.join()).contains("first");
        assertThat(second.join()).contains("first", "second");
    }

    @Test
    void aWorkThatFailsTakesNothingOfItsGroupAlong() {
        CountDownLatch allAreThere = new CountDownLatch(1);
        CompletableFuture<Integer> before = write("before", allAreThere);
        CompletableFuture<Integer> twin = write("before", allAreThere);
        CompletableFuture<Integer> after = write("after", allAreThere);

        allAreThere.countDown();

        assertThat(before.join()).isEqualTo(1);
        assertThat(after.join()).isEqualTo(1);
        assertThatThrownBy(twin::join).hasCauseInstanceOf(StoreException.class);
        assertThat(committed()).containsExactly("before", "after");
    }

    @Test
    void whatWasCommittedIsThereWhenItIsOpenedAgain() {
        write("kept", new CountDownLatch(0)).join();
        store.close();

        open();

        assertThat(committed()).containsExactly("kept");
    }

    @Test
    void aReadSeesOneStateHoweverManyQuestionsItAsks() {
        write("first", new CountDownLatch(0)).join();

        List<List<String>> twice = store.read(tx -> {
            List<String> before = words(tx);
            write("second", new CountDownLatch(0)).join();
            return List.of(before, words(tx));
        });

        assertThat(twice).containsExactly(List.of("first"), List.of("first"));
        assertThat(committed()).containsExactly("first", "second");
    }

    @Test
    void aCommitCountsOnceItsActionsHaveRun() {
        AtomicLong counted = new AtomicLong(-1);

        store.run(tx -> tx.afterCommit(() -> counted.set(store.commits())));

        assertThat(counted).hasValue(0);
        assertThat(store.commits()).isEqualTo(1);
    }

    @Test
    void aReadThatFailsLeavesNothingBehind() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> store.read(tx -> tx.all("SELECT nothing FROM note", row -> row)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("nothing");
            assertThatThrownBy(() -> store.read(tx -> {
                        words(tx);
                        throw new AssertionError("a fault of ours");
                    }))
                    .hasMessage("a fault of ours");
        }

        write("later", new CountDownLatch(0)).join();

        assertThat(committed()).containsExactly("later");
        assertThat(committed()).containsExactly("later");
    }

    @Test
    void aLongReadHoldsUpNoOther() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CompletableFuture<Boolean> page = CompletableFuture.supplyAsync(() -> store.read(tx -> {
            try {
                reads.countDown();
                return answered.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));

        reads.await();
        assertThat(committed()).isEmpty();
        answered.countDown();

        assertThat(page.join()).isTrue();
    }

    /** The writer waits for the latch, so that what follows is asked for meanwhile. */
    private CompletableFuture<Integer> write(String words, CountDownLatch latch) {
        return store.write(tx -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return tx.update("INSERT INTO note (words) VALUES (?)", words);
        });
    }

    private List<String> committed() {
        return store.read(StoreTest::words);
    }

    private static List<String> words(Tx tx) {
        return tx.all("SELECT words FROM note ORDER BY rowid", row -> row.text("words"));
    }
}
