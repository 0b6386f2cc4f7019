package io.ilinknotify.ilink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SocketAddress;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * HTTP calls, each over a connection of its own, by Vert.x' HTTP client, which is what Quarkus' REST client is made of too. It is used directly because
 * only it tells apart "no connection yet" and "the request is being written": between these two lies the line between
 * what may be sent again for free and what counts as lost.
 */
final class HttpCalls implements AutoCloseable {
    /**
     * One request.
     *
     * @param uri the whole address, with its query
     * @param headers all of them, but for {@code Host}, {@code Content-Length} and {@code Connection}
     * @param body of a POST, JSON; empty for a GET
     */
    record Request(URI uri, Map<String, String> headers, Optional<String> body) {
        /** The query, the headers and the body hold secrets. */
        @Override
        public String toString() {
            return "Request[" + (body.isPresent() ? "POST " : "GET ") + uri.getHost() + uri.getPath() + "]";
        }
    }

    /** Turns a host's name into at least one address, the best first; may take as long as the machine's resolver does. */
    @FunctionalInterface
    interface NameLookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;

        /** The machine's own resolver. */
        static NameLookup system() {
            return host -> List.of(InetAddress.getAllByName(host));
        }
    }

    /** A slow resolver, a dead address and a second try must all fit into {@code ilink.send-timeout}. */
    private static final Duration CONNECT = Duration.ofSeconds(6);

    private static final int ADDRESSES_TRIED = 2;
    private static final int CONNECTIONS = 8;

    private final Vertx vertx;
    private final HttpClient client;
    private final ProxyRule proxies;
    private final NameLookup names;
    private final int largestAnswer;

    HttpCalls(Vertx vertx, ProxyRule proxies, Optional<byte[]> authorities, NameLookup names, int largestAnswer) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options(authorities), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.proxies = proxies;
        this.names = names;
        this.largestAnswer = largestAnswer;
    }

    /** No kept connection: a stale one would look like a lost answer, and a fresh one costs us nothing that matters. */
    private static HttpClientOptions options(Optional<byte[]> authorities) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setSslHandshakeTimeout(CONNECT.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setVerifyHost(true)
                .setTcpKeepAlive(true);
        authorities
                .map(pem -> new PemTrustOptions().addCertValue(Buffer.buffer(pem)))
                .ifPresent(options::setTrustOptions);
        return options;
    }

    /** Starts a call; returns at once. */
    Call begin(Request request) {
        if (request.uri().getHost() == null) {
            Call nowhere = new Call(request, Optional.empty(), largestAnswer);
            nowhere.notConnected(new UnknownHostException("the address has no host"));
            return nowhere;
        }
        Optional<ProxyRule.Proxy> proxy = proxies.forTarget(request.uri());
        Call call = new Call(request, proxy, largestAnswer);
        String nextHop =
                proxy.map(ProxyRule.Proxy::host).orElseGet(() -> request.uri().getHost());
        // The lookup may block for half a minute: not on an event loop, which serves our own senders.
        lookUp(nextHop)
                .compose(addresses -> connect(request.uri(), method(request), proxy, addresses))
                .onComplete(call::connected, call::notConnected);
        return call;
    }

    private static HttpMethod method(Request request) {
        return request.body().isPresent() ? HttpMethod.POST : HttpMethod.GET;
    }

    private Future<List<InetAddress>> lookUp(String host) {
        try {
            return vertx.executeBlocking(() -> names.addresses(host), false);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<HttpClientRequest> connect(
            URI target, HttpMethod method, Optional<ProxyRule.Proxy> proxy, List<InetAddress> addresses) {
        Future<HttpClientRequest> first = open(target, method, proxy, addresses.getFirst());
        for (InetAddress address :
                addresses.stream().skip(1).limit(ADDRESSES_TRIED - 1L).toList()) {
            first = first.recover(failure -> open(target, method, proxy, address));
        }
        return first;
    }

    private Future<HttpClientRequest> open(
            URI target, HttpMethod method, Optional<ProxyRule.Proxy> proxy, InetAddress address) {
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setSsl(tls)
                .setHost(target.getHost())
                .setPort(port)
                .setURI(target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()))
                .setFollowRedirects(false);
        if (proxy.isPresent()) {
            options.setProxyOptions(via(proxy.get(), address));
        } else {
            options.setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()));
        }
        try {
            return client.request(options);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
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
