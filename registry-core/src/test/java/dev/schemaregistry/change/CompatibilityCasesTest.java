package dev.schemaregistry.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.change.Compatibility.Direction;
import dev.schemaregistry.change.Compatibility.Finding;
import dev.schemaregistry.json.RegistryJson;
import dev.schemaregistry.model.Table;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibilityCasesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whomItBreaksIsSaid(Case each) {
        assertThat(broken(each, CompatibilityMode.BACKWARD)).isNotEqualTo(each.backward);
        assertThat(broken(each, CompatibilityMode.FORWARD)).isNotEqualTo(each.forward);
        assertThat(broken(each, CompatibilityMode.FULL)).isNotEqualTo(each.backward && each.forward);
        assertThat(broken(each, CompatibilityMode.NONE)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void eachFindingNamesWhomItBreaks(Case each) {
        List<Finding> all = Compatibility.between(each.before, each.after, CompatibilityMode.FULL_TRANSITIVE);
        assertThat(all.stream().anyMatch(finding -> finding.direction() == Direction.BACKWARD))
                .isNotEqualTo(each.backward);
        assertThat(all.stream().anyMatch(finding -> finding.direction() == Direction.FORWARD))
                .isNotEqualTo(each.forward);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theWayBackOfTheWayBackIsTheWay(Case each) {
        for (SchemaChange change : Differ.diff(each.before, each.after)) {
            assertThat(change.accept(Reversal.VISITOR).accept(Reversal.VISITOR)).isEqualTo(change);
        }
    }

    @ParameterizedTest
    @EnumSource(CompatibilityMode.class)
    void aTransitiveModeCountsTheSameReaders(CompatibilityMode mode) {
        CompatibilityMode last = CompatibilityMode.valueOf(mode.name().replace("_TRANSITIVE", ""));
        assertThat(mode.backward()).isEqualTo(last.backward());
        assertThat(mode.forward()).isEqualTo(last.forward());
        assertThat(mode.transitive()).isEqualTo(mode != last);
    }

    private static boolean broken(Case each, CompatibilityMode mode) {
        return !Compatibility.between(each.before, each.after, mode).isEmpty();
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(CompatibilityCasesTest.class.getResourceAsStream("compatibility-cases.json"))) {
            JsonNode file = new ObjectMapper().readTree(in);
            return StreamSupport.stream(file.get("cases").spliterator(), false)
                    .map(node -> Case.of(file.get("base"), node));
        }
    }

    record Case(String description, Table before, Table after, boolean backward, boolean forward) {
        static Case of(JsonNode base, JsonNode node) {
            return new Case(
                    node.get("description").textValue(),
                    table(base, node.get("before")),
                    table(base, node.get("after")),
                    node.get("backward").booleanValue(),
                    node.get("forward").booleanValue());
        }

        private static Table table(JsonNode base, JsonNode overlay) {
            ObjectNode merged = base.deepCopy();
            merged.setAll((ObjectNode) overlay);
            return RegistryJson.readTable(merged.toString());
        }

        @Override
        public String toString() {
            return description;
        }
    }
}
