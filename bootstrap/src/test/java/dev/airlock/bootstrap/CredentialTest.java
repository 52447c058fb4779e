package dev.airlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.airlock.bootstrap.config.AirlockConfiguration;
import dev.airlock.domain.connection.Credential;
import io.dropwizard.core.setup.Bootstrap;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of credential there is: none can be printed, written or serialized. */
class CredentialTest {
    private static final String CANARY = "CNRY-5d0a";

    static Stream<Class<?>> kinds() {
        return Arrays.stream(Credential.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void it_prints_as_hidden_wherever_it_stands(Class<?> kind) throws Exception {
        Object credential = make(kind);
        record Holder(Object held, List<Object> several) {}
        assertThat(credential).hasToString(Credential.HIDDEN);
        assertThat("" + new Holder(credential, List.of(credential)) + Optional.of(credential))
                .doesNotContain(CANARY)
                .contains(Credential.HIDDEN);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void java_does_not_serialize_it(Class<?> kind) throws Exception {
        Object credential = make(kind);
        var bytes = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new ObjectOutputStream(bytes).writeObject(new Object[] {credential}))
                .isInstanceOf(NotSerializableException.class);
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_mapper_that_serves_everything_does_not_write_it(Class<?> kind) throws Exception {
        var application = new AirlockApplication();
        var bootstrap = new Bootstrap<AirlockConfiguration>(application);
        application.initialize(bootstrap);
        Object credential = make(kind);
        record Holder(String name, Object held) {}
        for (Object written : List.of(credential, List.of(credential), new Holder("x", credential))) {
            var bytes = new ByteArrayOutputStream();
            assertThatThrownBy(() -> bootstrap.getObjectMapper().writeValue(bytes, written))
                    .isInstanceOf(JsonMappingException.class)
                    .message()
                    .doesNotContain(CANARY);
            assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
        }
    }

    /** One of that kind, with the canary in every text, whatever it is made of. */
    private static Object make(Type type) throws ReflectiveOperationException {
        if (type == String.class) {
            return CANARY;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            Object one = make(list.getActualTypeArguments()[0]);
            return List.of(one, one);
        }
        var made = (Class<?>) type;
        if (made.isEnum()) {
            return made.getEnumConstants()[0];
        }
        RecordComponent[] components = made.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = make(components[i].getGenericType());
        }
        var constructor = made.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
