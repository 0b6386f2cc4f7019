package io.ilinknotify.http;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Netty's way to see a connection before its first byte: Vert.x and Quarkus show it with its first request only, and whoever
 * never sends one would hold its place unseen. Found as a service, once {@link #enable} was called.
 */
@RegisterForReflection
public final class ConnectionHook extends ChannelInitializerExtension {
    /** Has to come before the first server starts. */
    public static void enable() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        Connections.of(channel.parent()).admit(channel);
    }
}
