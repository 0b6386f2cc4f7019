package io.ilinknotify.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads {@code schema.sql}, the migrations that lead to the schema of this version. */
final class Schema {
    private Schema() {}

    static List<String> migrations() {
        try (InputStream file = Objects.requireNonNull(Schema.class.getResourceAsStream("/schema.sql"))) {
            String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("(?m)^-- Version \\d+$")).skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The single statements of a script: a statement ends at a line that ends in ";", a trigger at its "END;". */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.isBlank() || line.strip().startsWith("--")) {
                continue;
            }
            current.append(line).append('\n');
            boolean trigger = current.toString().startsWith("CREATE TRIGGER");
            if (trigger ? line.equals("END;") : line.endsWith(";")) {
                statements.add(current.toString());
                current.setLength(0);
            }
        }
        return statements;
    }
}
