package io.ilinknotify.ilink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into addresses; may take as long as the machine's resolver does. */
@FunctionalInterface
interface NameLookup {
    /** At least one address, the best first. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** The machine's own resolver. */
    static NameLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
