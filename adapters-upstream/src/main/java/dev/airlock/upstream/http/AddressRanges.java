package dev.airlock.upstream.http;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which addresses are not public. IPv6 is refused unless it is global unicast, so that new special ranges are refused too. */
final class AddressRanges {
    private record Range(byte[] network, int bits, String name) {
        boolean contains(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            int whole = bits / 8;
            for (int i = 0; i < whole; i++) {
                if (address[i] != network[i]) {
                    return false;
                }
            }
            int rest = bits % 8;
            return rest == 0 || (((address[whole] ^ network[whole]) & 0xff) >> (8 - rest)) == 0;
        }
    }

    private static final Range GLOBAL_UNICAST = range("2000::/3", "global unicast");

    private static final List<Range> REFUSED = List.of(
            range("0.0.0.0/8", "unspecified"),
            range("10.0.0.0/8", "private"),
            range("100.64.0.0/10", "carrier-grade NAT"),
            range("127.0.0.0/8", "loopback"),
            range("168.63.129.16/32", "cloud metadata"),
            range("169.254.0.0/16", "link-local"),
            range("172.16.0.0/12", "private"),
            range("192.0.0.0/24", "special-purpose"),
            range("192.0.2.0/24", "documentation"),
            range("192.88.99.0/24", "6to4 relay"),
            range("192.168.0.0/16", "private"),
            range("198.18.0.0/15", "benchmarking"),
            range("198.51.100.0/24", "documentation"),
            range("203.0.113.0/24", "documentation"),
            range("224.0.0.0/4", "multicast"),
            range("240.0.0.0/4", "reserved"),
            range("2001::/23", "special-purpose"),
            range("2001:db8::/32", "documentation"),
            range("2002::/16", "6to4"),
            range("3fff::/20", "documentation"));

    private AddressRanges() {}

    /** Returns what is special about the address, or null where it is public. */
    static @Nullable String special(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16 && !GLOBAL_UNICAST.contains(bytes)) {
            return "not a public IPv6";
        }
        for (Range range : REFUSED) {
            if (range.contains(bytes)) {
                return "a " + range.name();
            }
        }
        return null;
    }

    private static Range range(String cidr, String name) {
        int slash = cidr.indexOf('/');
        byte[] network = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        return new Range(network, Integer.parseInt(cidr.substring(slash + 1)), name);
    }
}
