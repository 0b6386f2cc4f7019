package io.ilinknotify.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * Reads a zone that may be absent. The configuration asks converters of optional values what they make of nothing, and
 * takes only an {@code IllegalArgumentException} for an answer.
 */
@RegisterForReflection
public final class ZoneConverter implements Converter<ZoneId> {
    @Override
    @SuppressWarnings("NullAway") // null means absent
    public @Nullable ZoneId convert(String value) {
        if (value.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(value.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + value + "' is not a time zone such as Europe/Berlin", e);
        }
    }
}
