package dev.airlock.domain.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "ftp://api.example.com",
                "https://",
                "https://user@api.example.com",
                "https://{user}@api.example.com",
                "https://api.example.com/#part",
                "https://api.example.com:{port}",
                "{scheme}://api.example.com",
                "https://api.example.com/{}",
                "https://api.example.com/{a b}",
                "https://api.example.com/{open"
            })
    void what_is_no_web_address_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlTemplate.of(text))
                .withMessageContaining("https://api.example.com/v1");
    }

    @Test
    void places_are_filled_wherever_they_stand() {
        var url = UrlTemplate.of("https://{site}.example.com/ex/{cloudId}/v1");
        assertThat(url.places()).containsExactly("site", "cloudId");
        assertThat(url.fixed()).isNull();
        assertThat(url.at(Map.of("site", "acme", "cloudId", "12-ab", "more", "x")))
                .hasToString("https://acme.example.com/ex/12-ab/v1");
        assertThat(UrlTemplate.of("https://api.example.com/v1").at(Map.of())).hasToString("https://api.example.com/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a.", ".a", "-a", "a/b", "evil.com/", "a@b", "a:1", "a?b", "a#b", "é", "a b", "{b}", "a%2fb"
            })
    void a_value_in_the_host_is_part_of_a_host_name(String value) {
        var url = UrlTemplate.of("https://{site}.example.com");
        assertThat(url.problem("site", value)).contains("host name");
        assertThatIllegalArgumentException().isThrownBy(() -> url.at(Map.of("site", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a?b", "a#b", "a b", "é", "%2e%2e", "{b}", "a\\b"})
    void a_value_in_the_path_is_one_step_of_it(String value) {
        var url = UrlTemplate.of("https://api.example.com/ex/{cloudId}");
        assertThat(url.problem("cloudId", value)).contains("path");
        assertThatIllegalArgumentException().isThrownBy(() -> url.at(Map.of("cloudId", value)));
    }

    @Test
    void a_place_without_a_value_is_not_left_open() {
        var url = UrlTemplate.of("https://{site}.example.com");
        assertThat(url.isFilledBy(Map.of())).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> url.at(Map.of()))
                .withMessageContaining("site is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "https://{site}.example.com, false",
        "https://{site}.example.com:8443/{x}, false",
        "https://api.example.com/{x}, false",
        "https://{a}-{b}.eu.example.com, false",
        "https://{site}.com, true",
        "https://{site}, true",
        "https://api.{domain}, true",
        "https://{site}example.com, true",
        "https://{site}.example.com.{tld}, true",
        "https://{site}.localhost, true"
    })
    void whoever_fills_it_may_not_choose_the_domain(String url, boolean open) {
        assertThat(UrlTemplate.of(url).isOpen(Map.of())).isEqualTo(open);
    }

    @Test
    void places_whose_values_are_listed_choose_no_domain() {
        assertThat(UrlTemplate.of("https://api.{region}").isOpen(Map.of("region", "example.eu")))
                .isFalse();
        assertThat(UrlTemplate.of("https://{site}.{region}").isOpen(Map.of("region", "example.eu")))
                .isFalse();
        assertThat(UrlTemplate.of("https://{site}.{region}").isOpen(Map.of("region", "com")))
                .isTrue();
    }

    @Test
    void a_value_can_be_read_off_an_address_of_the_service() {
        var url = UrlTemplate.of("https://{instance}.my.example.com/data");
        assertThat(url.valueAt("instance", "https://acme.my.example.com")).isEqualTo("acme");
        assertThat(url.valueAt("instance", "https://acme.my.example.com/other?x"))
                .isEqualTo("acme");
        assertThat(url.valueAt("instance", "https://acme.evil.com")).isNull();
        assertThat(url.valueAt("instance", "https://.my.example.com")).isNull();
        assertThat(url.valueAt("instance", "acme")).isNull();
        assertThat(url.valueAt("other", "https://acme.my.example.com")).isNull();
    }

    @Test
    void an_origin_keeps_its_places() {
        assertThat(UrlTemplate.of("https://{site}.example.com/v1").origin()).isEqualTo("https://{site}.example.com");
        assertThat(UrlTemplate.of("https://api.example.com:443/v1").origin()).isEqualTo("https://api.example.com");
    }
}
