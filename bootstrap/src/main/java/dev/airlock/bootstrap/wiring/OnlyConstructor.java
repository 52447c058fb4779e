package dev.airlock.bootstrap.wiring;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import java.lang.reflect.Constructor;

/** Binds classes that know nothing of Guice: each has one public constructor, whose parameters are bound too. */
final class OnlyConstructor {
    private OnlyConstructor() {}

    static <T> void bind(Binder binder, Class<T> type) {
        binder.bind(type).toConstructor(of(type)).in(Scopes.SINGLETON);
    }

    @SuppressWarnings("unchecked") // A class gives its own constructors, and each of these has one.
    private static <T> Constructor<T> of(Class<T> type) {
        return (Constructor<T>) type.getConstructors()[0];
    }
}
