package dev.airlock.upstream.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.management.ThreadMXBean;
import dev.airlock.application.server.ApiDescriptions.Fetch;
import dev.airlock.application.server.ApiDescriptions.Reading;
import dev.airlock.domain.json.Json;
import dev.airlock.domain.tool.Tool;
import dev.airlock.upstream.http.Body;
import dev.airlock.upstream.http.HttpOperation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Real descriptions, read from the directory that the system property {@code airlock.corpus} or the variable AIRLOCK_CORPUS names, else
 * from {@code ../shared/openapi-corpus} beside the checkout; they are too large, and not ours, to be kept here. What reading each comes to is
 * written to {@code target/corpus.tsv}.
 */
class CorpusTest {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    private static final Path TABLE = Path.of("target", "corpus.tsv");
    private static final double MEBIBYTE = 1 << 20;

    private final OpenApiDescriptions descriptions =
            new OpenApiDescriptions(address -> new Fetch.Failed("nothing is fetched here"));
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TestFactory
    Stream<DynamicTest> every_operation_becomes_a_sound_tool_or_a_warning() throws IOException {
        Path corpus = corpus();
        assumeTrue(corpus != null, "no corpus beside the checkout, and AIRLOCK_CORPUS names none");
        try (Stream<Path> files = Files.list(corpus)) {
            List<Path> documents = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(documents).isNotEmpty();
            Files.writeString(
                    TABLE,
                    "document\toperations\ttools\twarnings\tseconds\tMiB allocated\tMiB kept\tMiB of document\n");
            return documents.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        byte[] document = Files.readAllBytes(file);
                        measure(file.getFileName().toString(), document);
                        check(document);
                    }));
        }
    }

    private void measure(String name, byte[] document) throws IOException, RefusedException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long inUse = heapInUse();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        var understood = (Reading.Understood) descriptions.read(document, null, List.of());
        double seconds = (System.nanoTime() - start) / 1e9;
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        long kept = Math.max(0, heapInUse() - inUse);
        String row = String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%d\t%.2f\t%.0f\t%.1f\t%.1f%n",
                name,
                operations(DocumentReader.read(document)),
                understood.tools().size(),
                understood.warnings().size(),
                seconds,
                allocated / MEBIBYTE,
                kept / MEBIBYTE,
                document.length / MEBIBYTE);
        Files.writeString(TABLE, row, StandardOpenOption.APPEND);
    }

    @SuppressWarnings("SystemGc") // what is kept is only known without what is not
    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static @Nullable Path corpus() {
        String named = System.getProperty("airlock.corpus", System.getenv("AIRLOCK_CORPUS"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path beside = at.resolveSibling("shared").resolve("openapi-corpus");
            if (Files.exists(at.resolve("domain/pom.xml")) && Files.isDirectory(beside)) {
                return beside;
            }
        }
        return null;
    }

    private void check(byte[] document) throws RefusedException {
        Reading reading = descriptions.read(document, null, List.of());
        assertThat(reading).isInstanceOf(Reading.Understood.class);
        var understood = (Reading.Understood) reading;

        long omitted = understood.warnings().stream()
                .filter(warning -> warning.contains(" was left out: "))
                .count();
        assertThat(understood.tools().size() + omitted).isEqualTo(operations(DocumentReader.read(document)));
        assertThat(understood.tools().stream().map(tool -> tool.name().value().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
        understood.tools().forEach(this::check);
        assertThat(((Reading.Understood) descriptions.read(document, null, List.of())).tools())
                .extracting(Tool::fingerprint)
                .isEqualTo(understood.tools().stream().map(Tool::fingerprint).toList());
    }

    private void check(Tool tool) {
        assertThat(tool.title()).isNotBlank();
        assertThat(tool.description()).isNotBlank();
        assertThatCode(() -> schemas.getSchema(tool.inputSchema().text(), InputFormat.JSON)
                        .initializeValidators())
                .as(tool.name().value())
                .doesNotThrowAnyException();
        Json.Obj schema = tool.inputSchema().parse();
        Json.Obj properties = schema.object("properties");
        assertThat(properties).isNotNull();
        HttpOperation operation = HttpOperation.fromJson(tool.binding().parse());
        for (HttpOperation.Parameter parameter : operation.parameters()) {
            assertThat(properties.members()).as(tool.name().value()).containsKey(parameter.argument());
        }
        if (operation.body() instanceof Body.Encoded body) {
            assertThat(properties.members().keySet())
                    .as(tool.name().value())
                    .containsAll(body.renamed().keySet());
        }
        assertThat(schema.items("required"))
                .as(tool.name().value())
                .containsAll(PLACEHOLDER
                        .matcher(operation.path())
                        .results()
                        .map(place -> Json.of(argumentOf(operation, place.group(1))))
                        .toList());
    }

    private static String argumentOf(HttpOperation operation, String placeholder) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == HttpOperation.In.PATH
                        && parameter.name().equals(placeholder))
                .map(HttpOperation.Parameter::argument)
                .findFirst()
                .orElseThrow();
    }

    private static long operations(Json.Obj document) {
        return document.object("paths").members().values().stream()
                .flatMap(item -> ((Json.Obj) item).members().keySet().stream())
                .filter(METHODS::contains)
                .count();
    }
}
