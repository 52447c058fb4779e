package dev.airlock.http.console;

import dev.airlock.domain.connection.Credential;
import dev.airlock.domain.connection.CredentialScheme;
import java.util.ArrayList;
import java.util.List;

/** The form that takes a credential of one kind. Nothing that was typed is ever shown again. */
record CredentialForm(int number, String title, List<Field> fields) {
    /** Returns one form for each way in which the API takes a credential. */
    static List<CredentialForm> of(List<CredentialScheme> schemes) {
        var forms = new ArrayList<CredentialForm>();
        for (CredentialScheme scheme : schemes) {
            int number = forms.size();
            forms.add(new CredentialForm(number, SchemeWords.of(scheme), fields(scheme, number)));
        }
        return List.copyOf(forms);
    }

    private static List<Field> fields(CredentialScheme scheme, int number) {
        return switch (scheme) {
            case CredentialScheme.Bearer b -> List.of(secret("secret", number, "Token"));
            case CredentialScheme.ApiKey key -> List.of(secret("secret", number, "Key"));
            case CredentialScheme.Basic b ->
                List.of(
                        Field.text("username-" + number, "User name")
                                .autocomplete("off")
                                .needed(),
                        secret("secret", number, "Password"));
        };
    }

    private static Field secret(String name, int number, String label) {
        return Field.secret(name + "-" + number, label, "off");
    }

    /** Returns the credential that a form of this kind gives. */
    static Credential read(Form form, CredentialScheme scheme, int number) {
        String secret = form.text("secret-" + number);
        return switch (scheme) {
            case CredentialScheme.Bearer b -> new Credential.Bearer(secret);
            case CredentialScheme.ApiKey key -> new Credential.ApiKey(key.location(), key.name(), secret);
            case CredentialScheme.Basic b ->
                new Credential.Basic(form.text("username-" + number), form.exact("secret-" + number));
        };
    }
}
