package io.ilinknotify.ilink;

import io.vertx.core.Vertx;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one client of the running agent. */
final class IlinkClientProducer {
    @Produces
    @Singleton
    IlinkClient ilinkClient(Vertx vertx, IlinkConfig config) {
        return IlinkClient.open(vertx, config, System.getenv());
    }

    void close(@Disposes IlinkClient client) {
        client.close();
    }
}
