package dev.airlock.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airlock.domain.server.ServerId;
import dev.airlock.domain.tool.ToolName;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "0", "harbour", "harbour-supplies", "a-1-b", "0123456789012345678901234567890123456789"})
    void a_slug_is_made_of_lower_case_letters_digits_and_single_hyphens(String text) {
        assertThat(Slug.isValid(text)).isTrue();
        assertThat(new Slug(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | server",
                "Harbour | harbour",
                "-a | a",
                "a- | a",
                "a--b | a-b",
                "a_b | a-b",
                "a b | a-b",
                "../etc | etc",
                "a/b | a-b",
                "é | server",
                "01234567890123456789012345678901234567890 | 0123456789012345678901234567890123456789"
            })
    void what_is_no_slug_is_refused_with_one_that_would_be(String text, String suggestion) {
        assertThat(Slug.isValid(text)).isFalse();
        assertThatThrownBy(() -> new Slug(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 40 lower-case letters, digits and single hyphens")
                .hasMessageEndingWith("such as \"" + suggestion + "\"");
        assertThat(Slug.from(text)).isEqualTo(new Slug(suggestion));
    }

    @Test
    void a_slug_that_is_cut_does_not_end_in_a_hyphen() {
        assertThat(Slug.from("a".repeat(39) + " supplies")).isEqualTo(new Slug("a".repeat(39)));
    }

    @Test
    void a_line_break_after_a_slug_or_a_tool_name_is_not_overlooked() {
        assertThat(Slug.isValid("harbour\n")).isFalse();
        assertThat(ToolName.isValid("get_order\n")).isFalse();
    }

    @Test
    void an_e_mail_address_is_kept_in_lower_case_without_the_space_around_it() {
        assertThat(new EmailAddress(" Ada@Example.COM\n")).hasToString("ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "a@b@c",
                "a b@c",
                "ada@exam ple.com",
                "ada@example.com\r\nBcc: x@y"
            })
    void what_is_no_e_mail_address_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> new EmailAddress(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an e-mail address looks like ada@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "é", "a/b"})
    void what_an_mcp_client_would_not_accept_is_no_tool_name(String text) {
        assertThatThrownBy(() -> new ToolName(text))
                .hasMessage("a tool name has 1 to 64 letters, digits, underscores and hyphens");
    }

    @Test
    void a_tool_name_has_at_most_64_characters() {
        assertThat(ToolName.isValid("a".repeat(64))).isTrue();
        assertThat(ToolName.isValid("a".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, true",
        "OWNER, ADMIN, true",
        "OWNER, MEMBER, true",
        "ADMIN, OWNER, false",
        "ADMIN, ADMIN, true",
        "ADMIN, MEMBER, true",
        "MEMBER, OWNER, false",
        "MEMBER, ADMIN, false",
        "MEMBER, MEMBER, true"
    })
    void a_role_includes_itself_and_the_lesser_ones(Role role, Role other, boolean includes) {
        assertThat(role.includes(other)).isEqualTo(includes);
    }

    @Test
    void a_token_reaches_the_servers_it_names_or_all_where_it_names_none() {
        var orders = new ServerId(new UUID(0, 1));
        var mail = new ServerId(new UUID(0, 2));
        assertThat(TokenScope.FULL.reaches(orders)).isTrue();
        var scope = new TokenScope(Set.of(orders), TokenScope.Access.WRITE);
        assertThat(scope.reaches(orders)).isTrue();
        assertThat(scope.reaches(mail)).isFalse();
    }

    @Test
    void a_token_is_valid_until_the_moment_it_expires() {
        Instant expiry = Instant.parse("2026-03-01T12:00:00Z");
        var token = new PersonalAccessToken(
                new OrganizationId(new UUID(0, 1)),
                new TokenId(new UUID(0, 2)),
                new UserId(new UUID(0, 3)),
                "laptop",
                TokenScope.FULL,
                expiry.minusSeconds(60),
                expiry);
        assertThat(token.isValidAt(expiry.minusNanos(1))).isTrue();
        assertThat(token.isValidAt(expiry)).isFalse();
    }

    @Test
    void an_id_is_read_from_its_textual_form_alone() {
        assertThat(UserId.of("00000000-0000-0000-0000-000000000007")).isEqualTo(new UserId(new UUID(0, 7)));
        assertThat(new UserId(new UUID(0, 7))).hasToString("00000000-0000-0000-0000-000000000007");
        assertThatThrownBy(() -> UserId.of("seven")).isInstanceOf(IllegalArgumentException.class);
    }
}
