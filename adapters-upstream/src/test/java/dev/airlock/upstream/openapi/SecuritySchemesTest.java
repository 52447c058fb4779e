package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.connection.CredentialScheme.ApiKey;
import dev.airlock.domain.connection.CredentialScheme.Basic;
import dev.airlock.domain.connection.CredentialScheme.Bearer;
import dev.airlock.domain.connection.CredentialScheme.Location;
import org.junit.jupiter.api.Test;

class SecuritySchemesTest {
    @Test
    void schemes_come_in_the_order_that_the_document_prefers() {
        var reading = Described.by("""
                openapi: 3.0.3
                info: {title: T, version: '1'}
                security: [{key: []}, {oauth: [read]}]
                paths:
                  /a:
                    get:
                      parameters: [{name: x-key, in: header, required: true, schema: {type: string}}]
                components:
                  securitySchemes:
                    basic: {type: http, scheme: Basic}
                    digest: {type: http, scheme: digest}
                    oauth: {type: oauth2, flows: {}}
                    token: {type: http, scheme: bearer}
                    key: {type: apiKey, in: header, name: X-Key}
                    cookie: {type: apiKey, in: cookie, name: sid}
                """);

        assertThat(reading.schemes())
                .containsExactly(
                        new ApiKey(Location.HEADER, "X-Key"),
                        new Bearer(),
                        new Basic(),
                        new ApiKey(Location.COOKIE, "sid"));
        assertThat(reading.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("\"digest\"", "not supported"));
        assertThat(reading.tools()
                        .getFirst()
                        .inputSchema()
                        .parse()
                        .object("properties")
                        .members())
                .as("the credential's own header is no argument")
                .containsOnlyKeys("fields");
    }
}
