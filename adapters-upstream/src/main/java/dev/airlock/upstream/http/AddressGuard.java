package dev.airlock.upstream.http;

import dev.airlock.application.server.TargetCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls go to public addresses only. A host is resolved once and every address that it has is checked; the addresses returned are the ones that
 * are dialled. Exceptions are exact hosts with exact ports that the operator named.
 */
public final class AddressGuard implements DnsResolver, TargetCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}(?<!\\.)");

    private final Set<HostPort> allowed;
    private final AddressLookup lookup;

    /** Makes a guard with these exceptions. */
    public AddressGuard(Set<HostPort> allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    AddressGuard(Set<HostPort> allowed, AddressLookup lookup) {
        this.allowed = Set.copyOf(allowed);
        this.lookup = lookup;
    }

    @Override
    public @Nullable String problem(URI target) {
        if (!"http".equals(target.getScheme()) && !"https".equals(target.getScheme())) {
            return "an address starts with https:// or http://";
        }
        if (target.getHost() == null) {
            return "the address has no host that can be called; write it as https://api.example.com";
        }
        if (target.getRawUserInfo() != null || target.getRawQuery() != null || target.getRawFragment() != null) {
            return "the address has a scheme, a host, perhaps a port and a path, and nothing else";
        }
        try {
            resolve(target.getHost(), port(target));
            return null;
        } catch (UnknownHostException e) {
            return explain(target.getHost(), e);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        String plain = HostPort.plain(host);
        boolean exempt = isException(plain, port);
        if (!exempt) {
            checkForm(plain);
        }
        InetAddress[] addresses = lookup.lookup(plain);
        for (InetAddress address : addresses) {
            String special = exempt ? null : AddressRanges.special(address);
            if (special != null) {
                throw new RefusedAddressException(plain + " has " + special
                        + " address, and calls go to public addresses only; an operator can allow it with --allow-upstream "
                        + new HostPort(plain, Math.max(port, 1)));
            }
        }
        return Arrays.stream(addresses)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    boolean isException(URI address) {
        return isException(HostPort.plain(address.getHost()), port(address));
    }

    private boolean isException(String plain, int port) {
        return allowed.stream().anyMatch(exception -> exception.host().equals(plain) && exception.port() == port);
    }

    @Override
    public InetAddress[] resolve(String host) {
        throw new UnsupportedOperationException("a host is only resolved together with its port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static int port(URI address) {
        return address.getPort() != -1 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    static String explain(String host, UnknownHostException e) {
        return e instanceof RefusedAddressException
                ? String.valueOf(e.getMessage())
                : "the host " + host + " cannot be found";
    }

    private static void checkForm(String host) throws RefusedAddressException {
        if (host.indexOf(':') >= 0) {
            return;
        }
        if (!NAME.matcher(host).matches()) {
            throw new RefusedAddressException("a host is written in ASCII letters, digits, hyphens and dots");
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw new RefusedAddressException("an IPv4 address is written as four decimal numbers");
        }
    }
}
