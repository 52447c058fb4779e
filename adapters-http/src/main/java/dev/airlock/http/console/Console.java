package dev.airlock.http.console;

import dev.airlock.application.identity.Secrets;
import java.time.InstantSource;

/** What every room is furnished with. */
record Console(
        ConsoleSettings settings,
        ConsoleVerbs verbs,
        Cookies cookies,
        Assets assets,
        Secrets secrets,
        InstantSource clock) {}
