package dev.airlock.application.identity;

import java.util.List;

/** Knows the passwords that attackers try first. */
@FunctionalInterface
public interface PasswordStrength {
    /**
     * Returns whether a password is among those that are soon guessed: common ones, words and names, runs and repetitions of them.
     *
     * @param personal what an attacker would try for this person, such as their name
     */
    boolean isGuessable(String password, List<String> personal);
}
