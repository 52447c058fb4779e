package dev.airlock.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/ /evil.example",
                "\n/evil.example",
                "/%0d%0aSet-Cookie:a=b\r\n",
                "/%2f/evil.example",
                "javascript:alert(1)",
                "evil.example",
                "",
                "/servers#//evil.example",
                "/%zz"
            })
    void nobody_is_sent_to_another_host(String asked) {
        assertThat(ReturnPath.of(asked)).isEqualTo(ReturnPath.HOME);
    }

    @Test
    void a_page_of_ours_is_come_back_to() {
        assertThat(ReturnPath.of("/servers/shop?q=a%20b&page=2").value()).isEqualTo("/servers/shop?q=a%20b&page=2");
        assertThat(ReturnPath.of(null)).isEqualTo(ReturnPath.HOME);
    }
}
