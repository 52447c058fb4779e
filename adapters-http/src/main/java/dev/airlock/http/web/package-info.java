/** What every door that is a plain servlet has in common: who may come in, and how bodies are read. */
@NullMarked
package dev.airlock.http.web;

import org.jspecify.annotations.NullMarked;
