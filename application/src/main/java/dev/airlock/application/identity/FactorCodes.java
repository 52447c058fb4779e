package dev.airlock.application.identity;

import dev.airlock.application.identity.SecondFactors.SecondFactor;
import dev.airlock.domain.identity.Base32;
import dev.airlock.domain.identity.UserId;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Codes that people type: six digits of their app, or a recovery code. Each is accepted once. */
final class FactorCodes {
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");
    private static final Pattern GROUP = Pattern.compile("(?<=\\G.{4})(?=.)");
    private static final int RECOVERY_CODES = 10;

    /** 140 bits. */
    private static final int RECOVERY_LENGTH = 28;

    private final SecondFactors factors;
    private final InstantSource clock;

    FactorCodes(SecondFactors factors, InstantSource clock) {
        this.factors = factors;
        this.clock = clock;
    }

    /** Uses a code up; false where it is not good. */
    boolean accept(UserId user, String typed) {
        String code = plain(typed);
        if (!SIX_DIGITS.matcher(code).matches()) {
            return factors.useRecoveryCode(user, SecretHash.of(code));
        }
        SecondFactor factor = factors.find(user);
        OptionalLong step =
                factor == null ? OptionalLong.empty() : factor.secret().stepOf(code, clock.instant());
        return step.isPresent() && factors.useStep(user, step.getAsLong());
    }

    /** Returns fresh recovery codes as people read them. */
    static List<String> recoveryCodes(Secrets secrets) {
        return Stream.generate(() -> recoveryCode(secrets))
                .limit(RECOVERY_CODES)
                .toList();
    }

    private static String recoveryCode(Secrets secrets) {
        String random = Base32.encode(Base64.getUrlDecoder().decode(secrets.next("")));
        String code = random.substring(0, RECOVERY_LENGTH).toLowerCase(Locale.ROOT);
        return String.join("-", GROUP.split(code));
    }

    /** Returns the hash by which a recovery code is stored. */
    static SecretHash hash(String recoveryCode) {
        return SecretHash.of(plain(recoveryCode));
    }

    /** A code without what people write between its groups. */
    static String plain(String typed) {
        return BETWEEN.matcher(typed).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
