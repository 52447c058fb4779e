package dev.airlock.bootstrap.demo;

/** What one operation does. It is called for one call at a time and must not wait: a slow answer is {@link Reply#after}. */
@FunctionalInterface
interface Handler {
    Reply answer(Call call);
}
