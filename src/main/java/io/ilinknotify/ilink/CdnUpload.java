package io.ilinknotify.ilink;

import io.ilinknotify.ilink.CallResult.Answered;
import io.ilinknotify.ilink.CallResult.Broken;
import io.ilinknotify.ilink.UploadOutcome.Lost;
import io.ilinknotify.ilink.UploadOutcome.NotReached;
import io.ilinknotify.ilink.UploadOutcome.Refused;
import io.ilinknotify.ilink.UploadOutcome.Unable;
import io.vertx.core.http.HttpMethod;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Gives one file to the CDN: at most three tries, and a 4xx ends it (protocol page, "Media").
 *
 * @param pause between two tries
 */
record CdnUpload(HttpCalls calls, IlinkConfig config, Duration pause, EncipheredFile file, List<String> secrets) {
    private static final int TRIES = 3;
    /** Over a line that carries fewer bytes a second, an upload is given up. */
    private static final long SLOWEST_LINE = 32 * 1024;

    /** Goes on after the answer to {@code getuploadurl}. */
    UploadOutcome by(Reply whereTo) throws InterruptedException {
        return switch (whereTo) {
            case Reply.Good r -> whereSaid(r.answer());
            case Reply.Coded r -> UploadOutcome.of(r);
            case Reply.NotReached r -> new NotReached(r.cause());
            case Reply.NoAnswer r -> new Lost(r.cause());
        };
    }

    private UploadOutcome whereSaid(Answer answer) throws InterruptedException {
        String param = answer.text("upload_param");
        String fullUrl = answer.text("upload_full_url");
        if (!fullUrl.isEmpty()) {
            ServerAddress address = ServerAddress.ofUpload(config.cdnUrl(), fullUrl);
            if (address instanceof ServerAddress.Usable usable) {
                return to(usable.base());
            }
            if (param.isEmpty() && address instanceof ServerAddress.Refused refused) {
                return new Unable(refused.message());
            }
        }
        if (param.isEmpty()) {
            return new Unable("the server named no address to upload to");
        }
        String cdn = ServerAddress.withoutFinalSlashes(config.cdnUrl().toString());
        return to(URI.create(
                cdn + "/upload?encrypted_query_param=" + IlinkClient.encoded(param) + "&filekey=" + file.fileKey()));
    }

    private UploadOutcome to(URI address) throws InterruptedException {
        UploadOutcome outcome = once(address);
        for (int tries = 1; tries < TRIES && (outcome instanceof NotReached || outcome instanceof Lost); tries++) {
            Thread.sleep(pause);
            UploadOutcome next = once(address);
            if (outcome instanceof Lost && next instanceof Refused r) {
                // The lost try may have used the address up: then the file is not to blame.
                return new Lost("a try was lost, the next one got " + r.said());
            }
            outcome = next;
        }
        return outcome;
    }

    private UploadOutcome once(URI address) throws InterruptedException {
        Duration timeout = config.sendTimeout().plusSeconds(file.cipherSize() / SLOWEST_LINE);
        Map<String, String> headers = Map.of("Content-Type", "application/octet-stream");
        CallResult result = calls.begin(new HttpCalls.Request(address, HttpMethod.POST, headers, file))
                .await(timeout);
        return switch (result) {
            case CallResult.NotReached r -> new NotReached(r.cause());
            case Broken r -> new Lost(r.cause());
            case Answered r -> ofAnswer(r);
        };
    }

    private UploadOutcome ofAnswer(Answered answer) {
        String said = "HTTP " + answer.status() + " "
                + ServerText.of(answer.headers().getOrDefault("x-error-message", ""), secrets);
        String reference = answer.headers().getOrDefault("x-encrypted-param", "");
        if (answer.status() >= 400 && answer.status() < 500) {
            return new Refused(said.strip());
        }
        if (answer.status() >= 300) {
            return new Lost(said.strip());
        }
        return reference.isBlank() ? new Lost("the answer has no reference") : file.under(reference);
    }
}
