package dev.airlock.upstream.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.policy.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CelLoadingTest {
    /** Loads this package and CEL itself, and notes what it is asked for. */
    private static final class Recording extends ClassLoader {
        private final List<String> cel = new ArrayList<>();

        Recording() {
            super(CelLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.cel.")) {
                cel.add(name);
            }
            return name.startsWith("dev.airlock.upstream.policy.") ? ours(name) : super.loadClass(name, resolve);
        }

        private Class<?> ours(String name) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
    }

    @Test
    void nothing_of_cel_is_loaded_before_the_first_condition() throws Exception {
        var loader = new Recording();
        var compiler = (Condition.Compiler) loader.loadClass(CelConditions.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(loader.cel).isEmpty();
        compiler.compile("true");
        assertThat(loader.cel).isNotEmpty();
    }
}
