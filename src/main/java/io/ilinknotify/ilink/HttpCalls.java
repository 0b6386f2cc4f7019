package io.ilinknotify.ilink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * HTTP calls, each over a connection of its own, by Vert.x' HTTP client. It is used directly because only it tells apart
 * "no connection yet" and "the request is being written": what may be sent again for free, and what counts as lost.
 */
final class HttpCalls implements AutoCloseable {
    /**
     * One request.
     *
     * @param uri the whole address, with its query
     * @param headers all of them, but for {@code Host}, {@code Content-Length} and {@code Connection}
     */
    record Request(URI uri, HttpMethod method, Map<String, String> headers, Body body) {
        static Request get(URI uri, Map<String, String> headers) {
            return new Request(uri, HttpMethod.GET, headers, HttpClientRequest::send);
        }

        static Request post(URI uri, Map<String, String> headers, String json) {
            return new Request(uri, HttpMethod.POST, headers, http -> http.send(json));
        }

        /** The query, the headers and the body hold secrets. */
        @Override
        public String toString() {
            return "Request[" + method + " " + uri.getHost() + uri.getPath() + "]";
        }
    }

    /** Writes a body of known length behind the headers; begun on the event loop of the connection. */
    @FunctionalInterface
    interface Body {
        Future<HttpClientResponse> send(HttpClientRequest http);
    }

    /** Turns a host's name into at least one address, the best first; may take as long as the machine's resolver does. */
    @FunctionalInterface
    interface NameLookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /** A slow resolver, a dead address and a second try must all fit into {@code ilink.send-timeout}. */
    private static final Duration CONNECT = Duration.ofSeconds(6);

    private static final int CONNECTIONS = 8;

    private final Vertx vertx;
    private final HttpClient client;
    private final ProxyRule proxies;
    private final NameLookup names;
    private final int largestAnswer;

    HttpCalls(Vertx vertx, IlinkConfig config, Map<String, String> environment, NameLookup names, int largestAnswer) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options(config), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.proxies = ProxyRule.of(config.proxy(), environment);
        this.names = names;
        this.largestAnswer = largestAnswer;
    }

    /** No kept connection: a stale one would look like a lost answer, and a fresh one costs us nothing that matters. */
    private static HttpClientOptions options(IlinkConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setSslHandshakeTimeout(CONNECT.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setVerifyHost(true)
                .setTcpKeepAlive(true);
        config.caFile()
                .map(file -> new PemTrustOptions().addCertValue(Buffer.buffer(IlinkConfigRules.authorities(file))))
                .ifPresent(options::setTrustOptions);
        return options;
    }

    /** Starts a call; returns at once. */
    Call begin(Request request) {
        Optional<ProxyRule.Proxy> proxy = proxies.forTarget(request.uri());
        Call call = new Call(request, proxy, largestAnswer);
        @Nullable
        String nextHop = proxy.map(ProxyRule.Proxy::host).orElse(request.uri().getHost());
        // The lookup may block for half a minute: not on an event loop, which serves our own senders. It stands in a
        // composition, like the connecting, since a client that is closed throws.
        Future.succeededFuture()
                .compose(start -> vertx.executeBlocking(() -> addresses(nextHop), false))
                .compose(addresses -> connect(request, proxy, addresses))
                .onComplete(call::connected, call::notConnected);
        return call;
    }

    private List<InetAddress> addresses(@Nullable String host) throws UnknownHostException {
        if (host == null) {
            throw new UnknownHostException("the address has no host");
        }
        return names.addresses(host);
    }

    private Future<HttpClientRequest> connect(
            Request request, Optional<ProxyRule.Proxy> proxy, List<InetAddress> addresses) {
        return open(request, proxy, addresses.getFirst())
                .recover(failure ->
                        addresses.size() == 1 ? Future.failedFuture(failure) : open(request, proxy, addresses.get(1)));
    }

    private Future<HttpClientRequest> open(Request request, Optional<ProxyRule.Proxy> proxy, InetAddress address) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setAbsoluteURI(request.uri().toString())
                .setFollowRedirects(false);
        if (proxy.isPresent()) {
            options.setProxyOptions(via(proxy.get(), address));
        } else {
            options.setServer(SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress()));
        }
        return client.request(options);
    }

    private static ProxyOptions via(ProxyRule.Proxy proxy, InetAddress address) {
        ProxyOptions options = new ProxyOptions()
                .setType(ProxyType.HTTP)
                .setHost(address.getHostAddress())
                .setPort(proxy.port())
                .setConnectTimeout(CONNECT);
        return proxy.user().isEmpty()
                ? options
                : options.setUsername(proxy.user()).setPassword(proxy.password());
    }

    @Override
    public void close() {
        client.close().onFailure(ignored -> {});
    }
}
