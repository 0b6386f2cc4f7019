package io.ilinknotify.config;

import org.eclipse.microprofile.config.spi.Converter;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * Reads {@code Asia/Shanghai}. Quarkus' own converter fails in a way that loses the name of the setting and ends the
 * check of all others.
 */
final class ZoneConverter implements Converter<ZoneId> {
    private static final long serialVersionUID = 1L;

    @Override
    public ZoneId convert(String value) {
        try {
            return ZoneId.of(value.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
