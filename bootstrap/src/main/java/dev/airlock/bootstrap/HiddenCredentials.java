package dev.airlock.bootstrap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.airlock.domain.connection.Credential;

/** Keeps Jackson, which would find a record's components by itself, from ever writing a credential. */
final class HiddenCredentials extends SimpleModule {
    private static final long serialVersionUID = 1L;

    HiddenCredentials() {
        addSerializer(new Refusal());
    }

    private static final class Refusal extends StdSerializer<Credential> {
        private static final long serialVersionUID = 1L;

        Refusal() {
            super(Credential.class);
        }

        @Override
        public void serialize(Credential credential, JsonGenerator out, SerializerProvider provider)
                throws JsonMappingException {
            throw JsonMappingException.from(out, "a credential is not written anywhere");
        }
    }
}
