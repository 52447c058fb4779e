package dev.airlock.upstream.openapi;

/** A document that will not be imported; the message names the place and says what is wrong. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    RefusedException(String problem) {
        super(problem);
        this.problem = problem;
    }

    RefusedException(Place place, String problem) {
        this("at " + place + ": " + problem);
    }

    String problem() {
        return problem;
    }
}
