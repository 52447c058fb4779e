package dev.airlock.bootstrap.browser;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one browser and the one demo to tests that ask for them as parameters; started for the first, stopped after the last. */
final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == ControlRoom.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Store store = test.getRoot().getStore(Namespace.GLOBAL);
        Chromium chromium = store.getOrComputeIfAbsent(Chromium.class, type -> Chromium.start(), Chromium.class);
        return parameter.getParameter().getType() == Chromium.class
                ? chromium
                : store.getOrComputeIfAbsent(ControlRoom.class, type -> ControlRoom.open(chromium), ControlRoom.class);
    }
}
