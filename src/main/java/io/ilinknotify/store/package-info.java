/** SQLite: one writer thread, group commit, migrations. The only package that knows {@code java.sql}. */
@NullMarked
package io.ilinknotify.store;

import org.jspecify.annotations.NullMarked;
