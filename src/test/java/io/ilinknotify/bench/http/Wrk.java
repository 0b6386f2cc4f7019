package io.ilinknotify.bench.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code wrk}, which posts as fast as it is answered. */
final class Wrk {
    private final Path directory;
    private final Duration length;

    Wrk(Path directory, Duration length) {
        this.directory = directory;
        this.length = length;
    }

    /**
     * What came out.
     *
     * @param perSecond answers a second
     * @param p50 microseconds within which half of them came
     * @param p99 microseconds within which 99 % of them came
     * @param total answers
     * @param not2xx answers of another status than 2xx
     * @param failed connections and requests that failed
     */
    record Load(double perSecond, long p50, long p99, long total, long not2xx, long failed) {}

    /** Posts this Lua expression of the request's number {@code n}. */
    Load post(String url, int connections, String authorization, String contentType, String body)
            throws IOException, InterruptedException {
        Path script = directory.resolve("post.lua");
        Files.writeString(script, """
                local n = 0
                local id = tostring(os.time()) .. tostring(math.random(1000000))
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "%s"
                wrk.headers["Authorization"] = "%s"
                function request()
                  n = n + 1
                  return wrk.format(nil, nil, nil, %s)
                end
                function done(summary, latency, requests)
                  local e = summary.errors
                  io.write(string.format("RESULT %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
                    latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
                end
                """.formatted(contentType, authorization, body));
        Process wrk = new ProcessBuilder(List.of(
                        "wrk",
                        "-t" + Math.min(2, connections),
                        "-c" + connections,
                        "-d" + length.toSeconds() + "s",
                        "-s",
                        script.toString(),
                        url))
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        String[] result = output.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IOException(output))
                .split(" ");
        long total = Long.parseLong(result[1]);
        return new Load(
                total * 1e6 / Long.parseLong(result[2]),
                Long.parseLong(result[3]),
                Long.parseLong(result[4]),
                total,
                Long.parseLong(result[5]),
                Long.parseLong(result[6]));
    }
}
