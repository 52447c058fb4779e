package dev.airlock.bootstrap.demo;

/** One thing that was wrong with the input: the parameter or the path into the body, and what would be right. */
record Fault(String field, String message) {}
