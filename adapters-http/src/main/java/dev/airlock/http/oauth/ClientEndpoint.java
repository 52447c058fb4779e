package dev.airlock.http.oauth;

import dev.airlock.application.oauth.ClientCredentials;
import dev.airlock.application.oauth.OAuthError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** An endpoint whose requests are forms of a client that says who it is. */
abstract class ClientEndpoint implements Endpoint {
    @Override
    public final Reply answer(HttpServletRequest request) throws IOException {
        return switch (Parameters.read(request)) {
            case Parameters.Reading.Refused(OAuthError error) -> Reply.of(error);
            case Parameters.Reading.Read(Parameters parameters) ->
                ClientAuthentication.challenge(request, answer(request, parameters));
        };
    }

    private Reply answer(HttpServletRequest request, Parameters parameters) {
        return switch (ClientAuthentication.read(request, parameters)) {
            case ClientAuthentication.Presented.Refused(OAuthError error) -> Reply.of(error);
            case ClientAuthentication.Presented.Client(ClientCredentials credentials) ->
                answer(credentials, parameters, request.getRemoteAddr());
        };
    }

    /** Answers the client, which is yet to be verified. */
    abstract Reply answer(ClientCredentials client, Parameters parameters, String address);
}
