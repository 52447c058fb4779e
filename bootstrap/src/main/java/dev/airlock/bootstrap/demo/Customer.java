package dev.airlock.bootstrap.demo;

import java.time.LocalDate;

/** Who buys. */
record Customer(String id, String name, String email, String phone, String city, LocalDate customerSince) {}
