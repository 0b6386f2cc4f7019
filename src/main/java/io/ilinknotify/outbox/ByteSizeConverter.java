package io.ilinknotify.outbox;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes such as {@code 4096}, {@code 64KiB}, {@code 256MiB} and {@code 1GiB} ({@code K}, {@code KB} likewise). */
@RegisterForReflection
public final class ByteSizeConverter implements Converter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(?:([kmg])(?:i?b)?|b)?");

    @Override
    public Long convert(String value) {
        Matcher m = FORM.matcher(value.trim().toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a size such as 64MiB");
        }
        long number = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "k" -> number << 10;
            case "m" -> number << 20;
            case "g" -> number << 30;
            case null, default -> number;
        };
    }
}
