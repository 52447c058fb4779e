package dev.airlock.bootstrap.demo;

/** What came of reading a request: a call that may be answered, or the refusal to send. */
sealed interface Reading {
    record Sound(Call call) implements Reading {}

    record Refused(Reply reply) implements Reading {}
}
