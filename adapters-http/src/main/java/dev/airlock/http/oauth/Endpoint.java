package dev.airlock.http.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** What one path of the authorization server does. */
interface Endpoint {
    /** Answers a request by the right method, from a page that may ask. */
    Reply answer(HttpServletRequest request) throws IOException;
}
