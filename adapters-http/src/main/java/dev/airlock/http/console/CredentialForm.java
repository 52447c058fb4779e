package dev.airlock.http.console;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The form that takes a credential of one kind. Nothing that was typed is ever shown again. */
record CredentialForm(int number, String title, List<Field> fields) {
    /** Returns one form for each way in which the API takes a credential. */
    static List<CredentialForm> of(List<CredentialScheme> schemes) {
        var forms = new ArrayList<CredentialForm>();
        for (CredentialScheme scheme : schemes) {
            int number = schemes.indexOf(scheme);
            if (!(scheme instanceof CredentialScheme.OAuth)) {
                forms.add(new CredentialForm(number, SchemeWords.of(scheme), fields(scheme, number)));
            }
        }
        return List.copyOf(forms);
    }

    private static List<Field> fields(CredentialScheme scheme, int number) {
        return switch (scheme) {
            case CredentialScheme.Bearer b -> List.of(secret("secret", number, "Token"));
            case CredentialScheme.ApiKey key -> List.of(secret("secret", number, "Key"));
            case CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> keys) ->
                IntStream.range(0, keys.size())
                        .mapToObj(i -> secret(part(i), number, keys.get(i).name()))
                        .toList();
            case CredentialScheme.OAuth o -> List.of();
            case CredentialScheme.Basic b ->
                List.of(
                        Field.text("username-" + number, "User name")
                                .autocomplete("off")
                                .needed(),
                        secret("secret", number, "Password"));
        };
    }

    private static String part(int index) {
        return index == 0 ? "secret" : "secret-part-" + index;
    }

    private static Field secret(String name, int number, String label) {
        return Field.secret(name + "-" + number, label, "off");
    }

    /** Returns the credential that a form of this kind gives. */
    static Credential read(Form form, CredentialScheme scheme, int number) {
        String secret = form.text("secret-" + number);
        return switch (scheme) {
            case CredentialScheme.Bearer b -> new Credential.Bearer(secret);
            case CredentialScheme.ApiKey key -> new Credential.ApiKey(key, secret);
            case CredentialScheme.ApiKeys(List<CredentialScheme.ApiKey> keys) ->
                new Credential.ApiKeys(IntStream.range(0, keys.size())
                        .mapToObj(i -> new Credential.ApiKey(keys.get(i), form.text(part(i) + "-" + number)))
                        .toList());
            case CredentialScheme.OAuth o -> throw new IllegalArgumentException("nobody types such a credential");
            case CredentialScheme.Basic b ->
                new Credential.Basic(form.text("username-" + number), form.exact("secret-" + number));
        };
    }
}
