package dev.schemaregistry.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.VersionBump;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionBumpCasesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theChangeIsSeenAndWeighed(Case each) {
        List<SchemaChange> changes = each.changes();
        assertThat(changes)
                .extracting(change -> change.getClass().getSimpleName())
                .isEqualTo(each.expected);
        assertThat(VersionBumps.of(changes)).isEqualTo(each.bump);
    }

    @Test
    void everyKindOfChangeHasACase() throws IOException {
        List<String> seen =
                cases().flatMap(each -> each.expected.stream()).distinct().toList();
        assertThat(seen)
                .containsAll(Arrays.stream(SchemaChange.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(VersionBumpCasesTest.class.getResourceAsStream("version-bump-cases.json"))) {
            JsonNode file = new ObjectMapper().readTree(in);
            return StreamSupport.stream(file.get("cases").spliterator(), false)
                    .map(node -> Case.of(file.get("base"), node));
        }
    }

    record Case(String description, Optional<Table> from, Optional<Table> to, List<String> expected, VersionBump bump) {
        static Case of(JsonNode base, JsonNode node) {
            return new Case(
                    node.get("description").textValue(),
                    table(base, node.get("from")),
                    table(base, node.get("to")),
                    StreamSupport.stream(node.get("changes").spliterator(), false)
                            .map(JsonNode::textValue)
                            .toList(),
                    VersionBump.valueOf(node.get("bump").textValue()));
        }

        List<SchemaChange> changes() {
            if (from.isEmpty()) {
                return List.of(new SchemaChange.TableAdded(to.orElseThrow()));
            }
            return to.map(table -> Differ.diff(from.get(), table))
                    .orElseGet(() -> List.of(new SchemaChange.TableRemoved(from.get())));
        }

        private static Optional<Table> table(JsonNode base, JsonNode overlay) {
            if (overlay.isNull()) {
                return Optional.empty();
            }
            ObjectNode merged = base.deepCopy();
            merged.setAll((ObjectNode) overlay);
            return Optional.of(RegistryJson.readTable(merged.toString()));
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
