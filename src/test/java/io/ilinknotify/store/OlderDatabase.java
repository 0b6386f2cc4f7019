package io.ilinknotify.store;

import java.nio.file.Path;
import java.util.List;

/** A volume as an earlier version left it. */
public final class OlderDatabase {
    private OlderDatabase() {}

    /** The schemas that were ever released, the present one included. */
    public static int latest() {
        return Database.scripts().size();
    }

    /** Opens the file with an earlier schema. */
    public static Store open(Path file, int version) {
        List<String> migrations = Database.scripts().subList(0, version);
        return Store.open(new Database(file, migrations, false));
    }
}
