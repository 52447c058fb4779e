package dev.airlock.application.fake;

import dev.airlock.application.gate.Admission;
import dev.airlock.application.identity.SecondFactors;
import dev.airlock.application.identity.SecretHash;
import dev.airlock.domain.identity.TotpSecret;
import dev.airlock.domain.identity.UserId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class FakeSecondFactors implements SecondFactors {
    private final Memory memory;
    private final Map<UserId, Row> rows;

    private record Row(TotpSecret secret, boolean confirmed, long lastStep, Set<SecretHash> codes) {}

    FakeSecondFactors(Memory memory) {
        this.memory = memory;
        this.rows = memory.table();
    }

    @Override
    public @Nullable SecondFactor find(UserId user) {
        return memory.anywhere(() -> {
            Row row = rows.get(user);
            return row == null ? null : new SecondFactor(row.secret, row.confirmed, row.codes.size());
        });
    }

    @Override
    public boolean propose(Admission admission, TotpSecret secret) {
        UserId user = admission.caller().user();
        return memory.in(admission.organization(), () -> {
            Row row = rows.get(user);
            boolean free = row == null || !row.confirmed;
            if (free) {
                rows.put(user, new Row(secret, false, 0, Set.of()));
            }
            return free;
        });
    }

    @Override
    public boolean confirm(Admission admission, long step, Set<SecretHash> recoveryCodes) {
        return memory.in(
                admission.organization(),
                () -> replace(
                        admission.caller().user(),
                        row -> !row.confirmed,
                        row -> new Row(row.secret, true, step, recoveryCodes)));
    }

    @Override
    public boolean useStep(UserId user, long step) {
        return memory.anywhere(() -> replace(
                user, row -> row.confirmed && row.lastStep < step, row -> new Row(row.secret, true, step, row.codes)));
    }

    @Override
    public boolean useRecoveryCode(UserId user, SecretHash code) {
        return memory.anywhere(() -> replace(user, row -> row.codes.contains(code), row -> {
            var left = new HashSet<>(row.codes);
            left.remove(code);
            return new Row(row.secret, row.confirmed, row.lastStep, left);
        }));
    }

    private boolean replace(UserId user, Predicate<Row> condition, UnaryOperator<Row> change) {
        Row row = rows.get(user);
        boolean fits = row != null && condition.test(row);
        if (fits) {
            rows.put(user, change.apply(row));
        }
        return fits;
    }

    @Override
    public boolean remove(Admission admission, UserId user) {
        return memory.in(admission.organization(), () -> rows.remove(user) != null);
    }
}
