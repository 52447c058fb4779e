package dev.airlock.persistence.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.application.fake.ManualClock;
import dev.airlock.application.oauth.MessageCodes;
import dev.airlock.persistence.TestStore;
import dev.airlock.persistence.vault.MasterKeys;
import dev.airlock.persistence.vault.Seals;
import dev.airlock.persistence.vault.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyedMessageCodesIT {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    @Test
    void every_node_knows_a_code_until_its_key_is_gone_and_nobody_makes_one_up() throws Exception {
        var clock = new ManualClock();
        try (var store = new TestStore()) {
            var node = store.openNode();
            Seals seals = node.seals(MasterKeys.of(TestKeys.random()), RANDOM, UUID::randomUUID);
            MessageCodes one = node.messageCodes(seals, clock, RANDOM, UUID::randomUUID);
            MessageCodes other = node.messageCodes(seals, clock, RANDOM, UUID::randomUUID);

            String code = one.code(MESSAGE);

            assertThat(code).matches("[A-Za-z0-9_-]{43}");
            assertThat(other.matches(MESSAGE, code)).isTrue();
            assertThat(other.matches("another".getBytes(StandardCharsets.UTF_8), code))
                    .isFalse();
            assertThat(other.matches(MESSAGE, code.substring(1))).isFalse();
            assertThat(other.matches(MESSAGE, "")).isFalse();
            clock.advance(Duration.ofDays(31));
            assertThat(other.matches(MESSAGE, code)).isTrue();
            assertThat(other.code(MESSAGE)).isNotNull();
            clock.advance(Duration.ofDays(61));
            assertThat(other.matches(MESSAGE, code)).isFalse();
        }
    }
}
