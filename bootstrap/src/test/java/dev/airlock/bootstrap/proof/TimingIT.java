package dev.airlock.bootstrap.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.gate.Result;
import dev.airlock.application.identity.Organizations;
import dev.airlock.application.server.AddServer;
import dev.airlock.application.server.DocumentSource;
import dev.airlock.application.server.NewServer;
import dev.airlock.application.server.ReadServers;
import dev.airlock.application.server.TargetWish;
import dev.airlock.bootstrap.Node;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.EmailAddress;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Organization;
import dev.airlock.domain.identity.OrganizationId;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Slug;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.net.UrlTemplate;
import dev.airlock.domain.policy.PolicyPreset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * How long an answer takes tells nobody what another organization has. Nothing is said of how long that is: what is there and what is not are asked for
 * in turns, and which of two answers took longer must be a matter of chance.
 */
class TimingIT {
    private static final int WARM_UP = 2_000;
    private static final int TRIES = 4_000;

    /** 0.5 is chance; of so many tries, chance alone leads this far less than once in a million. */
    private static final double CLOSE = 0.05;

    private static final Slug THEIRS = new Slug("granary");
    private static final Slug NOBODYS = new Slug("nothing");

    @Test
    void a_server_of_another_organization_takes_as_long_as_one_that_does_not_exist() {
        var demo = new DemoRun("timing", "localhost:9");
        String email;
        try (demo) {
            email = demo.start().access().at("/controlRoom/email").asText();
        }
        try (Node node = Node.start(demo.configuration())) {
            Caller ada = new AgreeingPerson(node, email).caller();
            Caller bob = founder(node);
            add(node, bob);
            ReadServers servers = node.instance(ReadServers.class);
            assertThat(servers.find(bob, THEIRS)).isNotNull();
            assertThat(servers.find(ada, THEIRS)).isNull();
            assertThat(chanceOfLonger(() -> servers.find(ada, THEIRS), () -> servers.find(ada, NOBODYS)))
                    .isBetween(0.5 - CLOSE, 0.5 + CLOSE);
            // The measure sees a difference where there is one.
            assertThat(chanceOfLonger(() -> servers.find(bob, THEIRS), () -> servers.find(bob, NOBODYS)))
                    .isGreaterThan(0.5 + CLOSE);
        }
    }

    private static Caller founder(Node node) {
        var meadow = new Organization(new OrganizationId(UUID.randomUUID()), new Slug("meadow"), "Meadow");
        var bob = new Person(new UserId(UUID.randomUUID()), new EmailAddress("bob@meadow.example"), "Bob");
        var membership = new Membership(meadow, bob, Role.OWNER);
        assertThat(node.instance(Organizations.class).found(membership, "no password"))
                .isTrue();
        return new Caller.SignedIn(membership, "127.0.0.1");
    }

    private static void add(Node node, Caller caller) {
        String document =
                "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Granary\",\"version\":\"1\"},\"paths\":{\"/x\":{\"get\":{}}}}";
        var server = new NewServer(
                null,
                THEIRS,
                TargetWish.of(UrlTemplate.of("http://localhost:9")),
                null,
                new DocumentSource.Content(document.getBytes(StandardCharsets.UTF_8)),
                PolicyPreset.READ_ONLY);
        assertThat(node.instance(AddServer.class).add(caller, server)).isInstanceOf(Result.Done.class);
    }

    /** The chance that the one takes longer than the other (the area under the ROC curve), measured in turns. */
    private static double chanceOfLonger(Runnable one, Runnable other) {
        double[] ones = new double[TRIES];
        double[] others = new double[TRIES];
        for (int i = -WARM_UP; i < TRIES; i++) {
            boolean first = (i & 1) == 0;
            double early = nanos(first ? one : other);
            double late = nanos(first ? other : one);
            if (i >= 0) {
                ones[i] = first ? early : late;
                others[i] = first ? late : early;
            }
        }
        Arrays.sort(others);
        double longer = 0;
        for (double time : ones) {
            int at = Arrays.binarySearch(others, time);
            longer += at >= 0 ? at + 0.5 : -at - 1;
        }
        return longer / TRIES / TRIES;
    }

    private static double nanos(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return System.nanoTime() - began;
    }
}
