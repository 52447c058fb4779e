package dev.airlock.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {
    private static final TotpSecret SECRET = new TotpSecret("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037"})
    void codes_are_those_of_the_standard(long second, String code) {
        Instant now = Instant.ofEpochSecond(second);
        assertThat(SECRET.code(TotpSecret.step(now))).isEqualTo(code);
        assertThat(SECRET.stepOf(code, now)).hasValue(TotpSecret.step(now));
    }

    @Test
    void a_code_is_known_for_a_step_more_on_either_side_and_no_longer() {
        Instant now = Instant.ofEpochSecond(3000);
        String code = SECRET.code(100);
        assertThat(SECRET.stepOf(code, now.plusSeconds(59))).hasValue(100);
        assertThat(SECRET.stepOf(code, now.minusSeconds(30))).hasValue(100);
        assertThat(SECRET.stepOf(code, now.plusSeconds(60))).isEmpty();
        assertThat(SECRET.stepOf(code, now.minusSeconds(31))).isEmpty();
        assertThat(SECRET.stepOf("000000", now)).isEmpty();
        assertThat(SECRET.stepOf("", now)).isEmpty();
    }

    @Test
    void an_app_reads_the_secret_as_text_and_as_an_address() {
        assertThat(SECRET.text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(SECRET.uri("ada@example.com"))
                .isEqualTo(
                        "otpauth://totp/Airlock:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Airlock");
    }

    @Test
    void a_secret_has_twenty_bytes_and_is_not_told() {
        assertThat(SECRET.toString()).isEqualTo("TotpSecret[hidden]");
        assertThatIllegalArgumentException().isThrownBy(() -> new TotpSecret(new byte[19]));
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base_32_is_that_of_the_standard(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
