package dev.schemaregistry.classify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.summary.SchemaSummarizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown without summaries, cut where the budget ends. */
class AlternativesTest {
    private static final SourceId WIDE = new SourceId("wide");

    @TempDir
    private Path folder;

    private Alternatives alternatives() throws IOException {
        String columns = IntStream.range(0, 60)
                .mapToObj(i -> "{\"name\":\"Field" + i + "\",\"type\":\"decimal(10, 2)\"}")
                .collect(Collectors.joining(","));
        Path catalog = Files.writeString(folder.resolve("catalog.jsonl"), """
                {"source":"other","table":"things","columns":[{"name":"id"}],"primaryKey":[],"foreignKeys":[]}
                {"source":"wide","table":"First","columns":[%s],"primaryKey":[],"foreignKeys":[]}
                {"source":"wide","table":"second","columns":[{"name":"Last"}],"primaryKey":[],"foreignKeys":[]}
                """.formatted(columns));
        return new Alternatives(CatalogFile.read(catalog, Optional.empty()), new SchemaSummarizer());
    }

    @Test
    void theFullSchemaIsCutInTheOrderOfTheCatalog() throws IOException {
        Set<String> cut = alternatives().fullSchema(WIDE, 200);

        assertThat(cut)
                .contains("wide.first", "wide.first.field0", "wide.first.field9")
                .doesNotContain("wide.second");
        assertThat(cut.size()).isBetween(12, 50);
        assertThat(alternatives().fullSchema(WIDE, 5_000))
                .hasSize(63)
                .contains("wide.first.field59", "wide.second", "wide.second.last");
    }

    @Test
    void theListingNamesEveryTableBeforeItShowsAnyField() throws IOException {
        Alternatives alternatives = alternatives();

        assertThat(alternatives.listing(WIDE, 20))
                .containsExactlyInAnyOrderElementsOf(List.of("other.things", "wide.first", "wide.second"));
        assertThat(alternatives.listing(WIDE, 200))
                .contains("other.things", "wide.second", "wide.first.field0")
                .doesNotContain("wide.second.last");
        assertThat(alternatives.listing(WIDE, 200).size())
                .isLessThan(alternatives.fullSchema(WIDE, 200).size() + 2);
        assertThat(alternatives.listing(WIDE, 5_000)).hasSize(64).contains("wide.second.last");
    }
}
