package dev.airlock.domain.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnOriginTest {
    private static OwnOrigin of(String base) {
        return new OwnOrigin(URI.create(base));
    }

    @ParameterizedTest
    @CsvSource({
        "https://airlock.example.com, https://airlock.example.com",
        "https://airlock.example.com:443/, https://airlock.example.com",
        "HTTPS://Airlock.Example.com:8443, https://airlock.example.com:8443",
        "http://airlock.example.com:80, http://airlock.example.com",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void it_is_written_as_browsers_write_it(String base, String text) {
        assertThat(of(base)).hasToString(text);
        assertThat(of(base).is(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://127.0.0.1:8080, true",
        "http://127.0.0.1:8080, http://[::1]:8080, true",
        "http://[::1]:8080, http://localhost:8080, true",
        "http://localhost:8080, http://localhost:8081, false",
        "http://localhost:8080, https://localhost:8080, false",
        "http://localhost:8080, http://localhost:8080/, false",
        "http://localhost:8080, http://airlock.example.com:8080, false",
        "https://airlock.example.com, https://localhost, false",
        "https://airlock.example.com, https://airlock.example.com.evil.example, false",
        "https://airlock.example.com, null, false"
    })
    void the_names_of_this_machine_count_as_one_and_nothing_else_does(String base, String origin, boolean own) {
        assertThat(of(base).is(origin)).isEqualTo(own);
    }
}
