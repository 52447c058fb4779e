package dev.airlock.application.identity;

import dev.airlock.application.change.Change;
import dev.airlock.application.gate.Act;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.gate.Refusal;
import dev.airlock.application.gate.Result;
import dev.airlock.domain.identity.Caller;
import dev.airlock.domain.identity.DisplayName;
import dev.airlock.domain.identity.Member;
import dev.airlock.domain.identity.Membership;
import dev.airlock.domain.identity.Person;
import dev.airlock.domain.identity.Role;
import dev.airlock.domain.identity.Standing;
import dev.airlock.domain.identity.TokenId;
import dev.airlock.domain.identity.TokenScope;
import dev.airlock.domain.identity.UserId;
import dev.airlock.domain.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** The organization's own accounts for machines, and their tokens: they outlive whoever made them, and nobody signs in with them. */
public final class ManageServiceAccounts {
    private final Gate gate;
    private final Members members;
    private final People people;
    private final Tokens tokens;
    private final NewTokens newTokens;

    /** Makes the verb. */
    public ManageServiceAccounts(Gate gate, Members members, People people, Tokens tokens, Secrets secrets) {
        this.gate = gate;
        this.members = members;
        this.people = people;
        this.tokens = tokens;
        this.newTokens = new NewTokens(tokens, secrets);
    }

    /** An account and its tokens, newest first. */
    public record Account(Member member, List<Tokens.Listed> tokens) {
        public Account {
            tokens = List.copyOf(tokens);
        }
    }

    /** Returns the accounts by name; none to those who may not manage them. */
    public List<Account> list(Caller caller) {
        return !caller.membership().role().includes(Role.ADMIN)
                ? List.of()
                : members.list(caller.organizationId()).stream()
                        .filter(ManageServiceAccounts::isPresent)
                        .map(member -> new Account(member, tokens.list(caller.organizationId(), member.user())))
                        .toList();
    }

    private static boolean isPresent(Member member) {
        return member.membership().person().isService() && member.standing() != Standing.REMOVED;
    }

    /** Adds an account, a {@code MEMBER} without tokens. */
    public Result<Member> add(Caller caller, String name) {
        var detail = Json.object().put("name", name).build();
        return gate.admit(caller, new Act("service.add", Role.ADMIN, null, detail), admission -> {
            if (!DisplayName.isValid(name)) {
                return Result.refused(Refusal.Invalid.field("name", DisplayName.FORM));
            }
            Person person = Person.service(new UserId(admission.newId()), name.strip());
            var place = new Membership(caller.organization(), person, Role.MEMBER);
            if (!people.add(person, null) || !members.join(place)) {
                throw new IllegalStateException("a fresh id was taken: " + person.id());
            }
            return Result.done(new Member(place, Standing.ACTIVE));
        });
    }

    /** Issues a token to the account. */
    public Result<IssueToken.Issued> issue(
            Caller caller, UserId account, String name, TokenScope scope, Duration lifetime) {
        var detail = Json.object()
                .put("account", account.toString())
                .put("name", name)
                .put("access", scope.access().name())
                .put("servers", scope.servers().size())
                .build();
        return onAccount(
                caller,
                new Act("service.token.issue", Role.ADMIN, null, detail),
                account,
                (admission, member) ->
                        newTokens.issue(admission, account, AuthenticateToken.SERVICE_PREFIX, name, scope, lifetime));
    }

    /** Revokes one of the account's tokens; every node refuses it from then on. */
    public Result<TokenId> revoke(Caller caller, UserId account, TokenId token) {
        var detail = Json.object()
                .put("account", account.toString())
                .put("token", token.toString())
                .build();
        return onAccount(
                caller, new Act("service.token.revoke", Role.ADMIN, null, detail), account, (admission, member) -> {
                    if (!tokens.remove(admission, account, token)) {
                        return Result.refused(new Refusal.NotFound("the service account has no such token"));
                    }
                    admission.announce(new Change.OfToken(admission.organization(), token));
                    return Result.done(token);
                });
    }

    private <T> Result<T> onAccount(
            Caller caller, Act act, UserId account, BiFunction<Admission, Member, Result<T>> change) {
        return gate.admit(caller, act, admission -> {
            Member member = members.find(admission.organization(), account);
            return member == null || !isPresent(member)
                    ? Result.refused(new Refusal.NotFound("there is no such service account"))
                    : change.apply(admission, member);
        });
    }
}
