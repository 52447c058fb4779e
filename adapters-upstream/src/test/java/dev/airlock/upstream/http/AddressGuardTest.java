package dev.airlock.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.application.call.Executor.Transmission;
import dev.airlock.domain.connection.Credential;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    /** Notes what is dialled and connects to nothing. */
    private static final class Dialer extends Socket {
        private final List<SocketAddress> dialled;

        Dialer(List<SocketAddress> dialled) {
            this.dialled = dialled;
        }

        @Override
        public void connect(SocketAddress address, int timeout) throws ConnectException {
            dialled.add(address);
            throw new ConnectException("nothing is dialled in tests");
        }
    }

    private final List<SocketAddress> dialled = new ArrayList<>();
    private final Map<String, List<InetAddress[]>> answers = new HashMap<>();

    private InetAddress[] scripted(String host) throws UnknownHostException {
        List<InetAddress[]> left = answers.get(host);
        if (left == null) {
            return InetAddress.getAllByName(host);
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    private void resolves(String host, String... addresses) {
        answers.computeIfAbsent(host, h -> new ArrayList<>())
                .add(List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new));
    }

    private Transmission send(AddressGuard guard, String target) {
        try (var client = new UpstreamClient(guard, UpstreamLimits.DEFAULT, proxy -> new Dialer(dialled))) {
            var operation = Api.executor(client).bind(Api.server(target), Api.tool(Api.get("/x")));
            return operation.send(
                    Api.request(operation, Api.json("{}")), Map.of(), new Credential.Bearer("secret-token"));
        }
    }

    private String refusal(String target) {
        try {
            Transmission.Failed failed = Api.failure(send(guard(), target));
            assertThat(failed.sent()).isFalse();
            return failed.problem();
        } catch (IllegalArgumentException e) {
            // The platform's own parser found no host in it, so that the server cannot be bound.
            assertThat(URI.create(target).getHost()).isNull();
            return e.getMessage();
        }
    }

    private AddressGuard guard(HostPort... allowed) {
        return new AddressGuard(Set.of(allowed), this::scripted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "169.254.169.254",
                "169.254.0.1",
                "168.63.129.16",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:7f00:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[::ffff:10.0.0.1]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::169.254.169.254]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[100::1]",
                "[5f00::1]",
                "2130706433",
                "017700000001",
                "0x7f000001",
                "0x7F.0.0.1",
                "0177.0.0.1",
                "127.1",
                "127.0.1",
                "10.1",
                "1",
                "0",
                "127.0.0.1.",
                "0x7f.1",
                "0300.0250.0.1",
                "3232235521",
                "127.0.0.01",
                "256.256.256.256",
                "1.2.3.4.5",
                "api.0x7f000001"
            })
    void an_address_that_is_not_public_is_neither_dialled_nor_accepted(String host) {
        assertThat(refusal("http://" + host + "/")).isNotBlank();
        assertThat(dialled).isEmpty();
        assertThatThrownBy(() -> guard().resolve(host, 80)).isInstanceOf(UnknownHostException.class);
        assertThat(guard().problem(URI.create("http://" + host + "/"))).isNotNull();
        assertThat(guard().problem(URI.create("https://" + host + ":8443/v1"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "１２７.0.0.1",
                "127。0。0。1",
                "ⓛocalhost",
                "münchen.example",
                "a b",
                "a..b",
                "",
                "-",
                "a%00.example",
                "a\u0000b"
            })
    void a_host_that_is_written_in_a_special_way_is_refused_unless_it_resolves_to_public_addresses(String host) {
        resolves(host.toLowerCase(Locale.ROOT), "127.0.0.1");
        assertThatThrownBy(() -> guard().resolve(host, 80)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_public_address_is_dialled_exactly_as_it_was_checked() {
        resolves("api.example.com", "93.184.215.14", "2606:2800:21f::1");
        assertThat(Api.failure(send(guard(), "https://api.example.com/v1")).sent())
                .isFalse();
        assertThat(dialled)
                .containsExactly(
                        new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 443),
                        new InetSocketAddress(InetAddress.ofLiteral("2606:2800:21f::1"), 443));
    }

    @Test
    void a_name_that_rebinds_is_never_dialled_inside() {
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            answers.clear();
            boolean safeFirst = random.nextBoolean();
            resolves("rebind.example", safeFirst ? "93.184.215.14" : "169.254.169.254");
            resolves("rebind.example", safeFirst ? "127.0.0.1" : "93.184.215.14");
            assertThat(Api.failure(send(guard(), "http://rebind.example/")).sent())
                    .isFalse();
        }
        assertThat(dialled)
                .isNotEmpty()
                .containsOnly(new InetSocketAddress(InetAddress.ofLiteral("93.184.215.14"), 80));
    }

    @Test
    void one_inner_address_among_public_ones_refuses_them_all() {
        resolves("mixed.example", "93.184.215.14", "::1");
        assertThat(Api.failure(send(guard(), "http://mixed.example/")).problem())
                .contains("public addresses only");
        assertThat(dialled).isEmpty();
    }

    @Test
    void an_exception_counts_for_its_port_alone() {
        var guard = guard(HostPort.parse("localhost:8080"));
        assertThat(guard.problem(URI.create("http://localhost:8080/v1"))).isNull();
        assertThat(guard.problem(URI.create("http://LOCALHOST.:8080/v1"))).isNull();
        assertThat(guard.problem(URI.create("http://localhost:8081/"))).contains("--allow-upstream localhost:8081");
        assertThat(guard.problem(URI.create("http://127.0.0.1:8080/"))).isNotNull();
        assertThat(guard.problem(URI.create("http://localhost/"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd", "ftp://93.184.215.14/", "gopher://93.184.215.14/", "jar:http://93.184.215.14!/x",
                        "ldap://93.184.215.14/",
                "//93.184.215.14/", "http:///x", "http://user:pw@93.184.215.14/", "http://93.184.215.14/?a=b",
                        "http://93.184.215.14/#x"
            })
    void an_address_of_another_form_is_no_target(String address) {
        assertThat(guard().problem(URI.create(address))).isNotNull();
    }

    @Test
    void a_public_target_is_accepted() {
        assertThat(guard().problem(URI.create("https://93.184.215.14/v1"))).isNull();
        assertThat(guard().problem(URI.create("https://[2606:2800:21f::1]:8443/v1")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:",
                ":80",
                "localhost:0",
                "localhost:65536",
                "localhost:99999999",
                "http://localhost:80",
                "a b:80",
                "::1:80"
            })
    void an_exception_names_a_host_and_a_port(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text));
    }

    @Test
    void an_exception_may_be_an_ipv6_address() {
        assertThat(guard(HostPort.parse("[::1]:8080")).problem(URI.create("http://[::1]:8080/")))
                .isNull();
        assertThat(HostPort.parse("[::1]:8080")).hasToString("[::1]:8080");
    }
}
