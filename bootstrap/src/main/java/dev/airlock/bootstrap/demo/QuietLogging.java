package dev.airlock.bootstrap.demo;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.common.FileAppenderFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Keeps the terminal for what a person must see: warnings; everything else goes into a file. */
final class QuietLogging {
    private QuietLogging() {}

    static DefaultLoggingFactory into(Path file) {
        var terminal = new ConsoleAppenderFactory<ILoggingEvent>();
        terminal.setTarget(ConsoleAppenderFactory.ConsoleStream.STDERR);
        terminal.setThreshold("WARN");
        var log = new FileAppenderFactory<ILoggingEvent>();
        log.setArchive(false);
        log.setCurrentLogFilename(file.toString());
        List.<AbstractAppenderFactory<ILoggingEvent>>of(terminal, log)
                .forEach(appender -> appender.setLogFormat("%d{ISO8601,UTC} %-5p %c{1}: %m%n%rEx{6}"));
        var logging = new DefaultLoggingFactory();
        logging.setLevel("WARN");
        logging.setLoggers(Map.of("dev.airlock", new TextNode("INFO")));
        logging.setAppenders(List.of(terminal, log));
        return logging;
    }
}
