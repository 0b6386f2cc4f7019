package io.ilinknotify.account;

import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Keeps the account in {@code account.json} of the volume. */
final class AccountStore {
    static final String NAME = "account.json";
    private static final Logger LOG = Logger.getLogger(AccountStore.class);

    private final StateDir dir;

    AccountStore(StateDir dir) {
        this.dir = dir;
    }

    /**
     * The account at the start: that of the file; and where there is no file yet, the seed, which is stored at once.
     *
     * @throws StartupProblem when the file is damaged or cannot be read or written; it is left as it is
     */
    Optional<Account> load(Optional<AccountSeed> seed, URI defaultBase) {
        Optional<AccountFile> file = read();
        if (file.isEmpty()) {
            Optional<Account> seeded = seed.map(s -> s.account(defaultBase));
            seeded.ifPresent(this::storeSeed);
            return seeded;
        }
        Optional<Account> stored = file.get().toAccount();
        if (seed.isPresent()
                && stored.map(account -> seed.get().differsFrom(account)).orElse(true)) {
            LOG.warnf(
                    "ilink.account.* gives another account than %s, and the file wins; remove the settings, or the file "
                            + "to start with them.",
                    dir.file(NAME));
        }
        return stored;
    }

    /** Puts the account on disk; the old one stays until the new one is there. */
    void write(Account account) throws IOException {
        dir.write(NAME, AccountFile.of(account).bytes());
    }

    /** Erases the token. */
    void erase() throws IOException {
        dir.write(NAME, AccountFile.afterSignOut().bytes());
    }

    private Optional<AccountFile> read() {
        Optional<byte[]> bytes;
        try {
            bytes = dir.read(NAME);
        } catch (IOException e) {
            throw new StartupProblem(dir.file(NAME) + " cannot be read ("
                    + e.getClass().getSimpleName().replaceFirst("Exception$", "")
                    + "). Let this user read it, or restore it from a backup.");
        }
        try {
            return bytes.isEmpty() ? Optional.empty() : Optional.of(AccountFile.parse(bytes.get()));
        } catch (AccountFile.Damaged e) {
            throw StartupProblem.damaged(
                    dir.file(NAME), e.why(), "Restore it from a backup, or move it away, start again and sign in.");
        }
    }

    private void storeSeed(Account account) {
        try {
            write(account);
        } catch (IOException e) {
            throw new StartupProblem(dir.file(NAME) + " cannot be written ("
                    + e.getClass().getSimpleName().replaceFirst("Exception$", "") + ").");
        }
        LOG.infof("The account %s was taken from ilink.account.*.", account.botId());
    }
}
