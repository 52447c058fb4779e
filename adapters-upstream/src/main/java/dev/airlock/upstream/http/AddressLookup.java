package dev.airlock.upstream.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. */
@FunctionalInterface
interface AddressLookup {
    /** Returns every address of the host, at least one. */
    InetAddress[] lookup(String host) throws UnknownHostException;
}
