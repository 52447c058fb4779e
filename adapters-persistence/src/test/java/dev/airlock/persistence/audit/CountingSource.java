package dev.airlock.persistence.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts the statements that write events; each is a commit. */
final class CountingSource extends DelegatingSource {
    private final AtomicLong inserts = new AtomicLong();

    CountingSource(DataSource source) {
        super(source);
    }

    long inserts() {
        return inserts.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return wrap(
                Connection.class,
                real,
                (name, result) -> result instanceof PreparedStatement statement
                        ? wrap(PreparedStatement.class, statement, (call, value) -> {
                            if (call.equals("executeUpdate")
                                    && statement.toString().contains("insert into audit_event")) {
                                inserts.incrementAndGet();
                            }
                            return value;
                        })
                        : result);
    }

    private interface After {
        Object on(String method, Object result);
    }

    private static <T> T wrap(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.on(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
