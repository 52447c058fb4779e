package dev.airlock.persistence.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.airlock.application.identity.PasswordStrength;
import java.util.List;

/** Judges passwords as zxcvbn does: by how many guesses an attacker needs who knows frequent passwords, words, names and how people vary them. */
public final class ZxcvbnPasswordStrength implements PasswordStrength {
    /** Less than a hundred million guesses is too little even behind Argon2. */
    private static final int GOOD_SCORE = 3;

    /** What is judged of a long password: the effort grows with the square of the length. */
    private static final int JUDGED = 64;

    private final Zxcvbn zxcvbn = new Zxcvbn();

    @Override
    public boolean isGuessable(String password, List<String> personal) {
        String judged = password.substring(0, Math.min(password.length(), JUDGED));
        return zxcvbn.measure(judged, personal).getScore() < GOOD_SCORE;
    }
}
