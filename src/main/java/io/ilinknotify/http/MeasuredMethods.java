package io.ilinknotify.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * A client may call its method as it likes, and each name would be a time series of its own for ever; {@code OPTIONS}
 * succeeds at addresses that lead nowhere. For addresses there are settings, see {@code application.properties}.
 */
@Singleton
final class MeasuredMethods {
    private static final Set<String> MEASURED = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    /** Denied rather than renamed: the registry remembers every name that it has ever renamed. */
    @Produces
    @Singleton
    MeterFilter measuredMethods() {
        return MeterFilter.deny(MeasuredMethods::hasOtherMethod);
    }

    private static boolean hasOtherMethod(Meter.Id id) {
        @Nullable String method = id.getTag("method");
        return id.getName().startsWith("http.server") && method != null && !MEASURED.contains(method);
    }
}
