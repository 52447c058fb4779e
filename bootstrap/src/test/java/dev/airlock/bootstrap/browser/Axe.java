package dev.airlock.bootstrap.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The rules of WCAG 2 to 2.2, levels A and AA, as far as axe-core can judge them. */
final class Axe {
    private static final Path DIRECTORY = Path.of("src", "test", "clients").toAbsolutePath();
    private static final String SOURCE = source();
    private static final String RUN = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
              return found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`));
            }""";

    private Axe() {}

    /** What breaks a rule on a page as it is shown now. */
    static List<String> violations(Page page) {
        if (!(boolean) page.evaluate("'axe' in window")) {
            page.evaluate(SOURCE);
        }
        return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
    }

    private static String source() {
        Path script = DIRECTORY.resolve(Path.of("node_modules", "axe-core", "axe.min.js"));
        if (!Files.exists(script)) {
            throw new AssertionError("axe-core is not installed; run: (cd " + DIRECTORY + " && npm ci)");
        }
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
