package dev.schemaregistry.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.classify.index.SchemaIndex;
import dev.schemaregistry.model.TableRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of the case file is a question, the source it must go to, and the tables it must be answered with. */
class RoutingCasesTest {
    private static SchemaIndex index;

    @BeforeAll
    static void open() {
        index = SchemaIndex.inMemory(SampleCatalog.create());
    }

    @AfterAll
    static void close() {
        index.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesToItsSourceAndTables(String question, String source, String tables) {
        Classification answer = new Classifier(index).classify(Question.of(question));

        assertThat(answer.sources()).as(answer.reasoning()).isNotEmpty();
        assertThat(answer.sources().get(0).id()).as(answer.reasoning()).hasToString(source);
        if (!tables.equals("?")) {
            List<TableRef> expected = Stream.of(tables.split(" ", -1))
                    .map(table -> TableRef.of(source, table))
                    .toList();
            assertThat(answer.answerSet()).as(answer.reasoning()).containsExactlyElementsOf(expected);
        }
    }

    static Stream<Object[]> cases() throws IOException {
        try (InputStream in = RoutingCasesTest.class.getResourceAsStream("routing-cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> (Object[]) line.split(" \\| ", -1))
                            .toList()
                            .stream();
        }
    }
}
