package dev.airlock.upstream.http;

import java.net.UnknownHostException;

/** An address that calls may not go to; the message says why and what an operator can do. */
final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
