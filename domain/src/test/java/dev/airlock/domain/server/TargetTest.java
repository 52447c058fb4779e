package dev.airlock.domain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.airlock.domain.net.UrlTemplate;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    private static final ServerVariable SITE = new ServerVariable("site");
    private static final ServerVariable REGION = new ServerVariable("region", "", "us", List.of("us", "eu"), null);

    private static Target target(String url, List<String> others, ServerVariable... variables) {
        return new Target(
                UrlTemplate.of(url), others.stream().map(UrlTemplate::of).toList(), List.of(variables));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com",
        "https://api.example.com:443/v1, https://api.example.com",
        "http://api.example.com:80, http://api.example.com",
        "http://api.example.com:443, http://api.example.com:443",
        "https://api.example.com:80, https://api.example.com:80",
        "https://api.example.com:8443/a/b, https://api.example.com:8443",
        "http://[::1]:8080/, http://[::1]:8080"
    })
    void an_origin_is_scheme_host_and_port_without_the_default_port(URI url, String origin) {
        assertThat(Target.of(url).origins(Map.of())).containsExactly(origin);
    }

    @Test
    void each_base_url_that_is_filled_has_an_origin() {
        Target target = target(
                "https://{site}.example.com/v1",
                List.of("https://{region}.example.com", "https://up.example.com"),
                SITE,
                REGION);
        assertThat(target.origins(Map.of())).containsExactly("https://us.example.com", "https://up.example.com");
        assertThat(target.origins(Map.of("site", "acme", "region", "eu")))
                .containsExactly("https://acme.example.com", "https://eu.example.com", "https://up.example.com");
        assertThat(target.missing(Map.of())).containsExactly(SITE);
        assertThat(target.missing(Map.of("site", "acme"))).isEmpty();
    }

    @Test
    void a_choice_for_what_is_no_variable_counts_for_nothing() {
        Target target = target("https://{site}.example.com", List.of(), SITE);
        assertThat(target.values(Map.of("site", "acme", "other", "x"))).containsExactly(Map.entry("site", "acme"));
    }

    @Test
    void a_value_is_one_of_those_listed_and_fits_its_place() {
        Target target = target("https://{site}.example.com", List.of("https://{region}.example.com"), SITE, REGION);
        assertThat(target.problem(REGION, "asia")).contains("us, eu");
        assertThat(target.problem(REGION, "eu")).isNull();
        assertThat(target.problem(SITE, "evil.com/")).contains("host name");
        assertThat(target.problem(SITE, "acme")).isNull();
    }

    @Test
    void places_and_variables_belong_together() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target("https://{site}.example.com", List.of()))
                .withMessageContaining("site");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target("https://{site}.example.com", List.of(), SITE, SITE))
                .withMessageContaining("twice");
    }

    @Test
    void nobody_who_fills_a_place_may_choose_the_domain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target("https://{site}", List.of(), SITE))
                .withMessageContaining("fixed domain");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target("https://api.example.com", List.of("https://{site}"), SITE))
                .withMessageContaining("fixed domain");
        var listed = new ServerVariable("site", "", null, List.of("api.example.com", "api.example.eu"), null);
        assertThat(target("https://{site}", List.of(), listed).origins(Map.of("site", "api.example.eu")))
                .containsExactly("https://api.example.eu");
    }

    @Test
    void listed_values_fit_their_place() {
        var listed = new ServerVariable("site", "", null, List.of("a", "b/c"), null);
        assertThatIllegalArgumentException().isThrownBy(() -> target("https://{site}.example.com", List.of(), listed));
        var standard = new ServerVariable("site", "", "b/c", List.of(), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target("https://{site}.example.com", List.of(), standard));
    }

    @Test
    void a_base_url_has_no_query() {
        assertThatIllegalArgumentException().isThrownBy(() -> Target.of(URI.create("https://api.example.com/?a=b")));
    }
}
