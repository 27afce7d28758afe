package dev.schemaregistry.connector.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.connector.qdrant.PayloadPath.Step;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadPathTest {
    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("city", List.of(new Step("city", 0))),
                Arguments.of("author.name", List.of(new Step("author", 0), new Step("name", 0))),
                Arguments.of("items[].price", List.of(new Step("items", 1), new Step("price", 0))),
                Arguments.of("grid[][]", List.of(new Step("grid", 2))),
                Arguments.of("first[0].x", List.of(new Step("first", 1), new Step("x", 0))),
                Arguments.of("\"a.b\".c", List.of(new Step("a.b", 0), new Step("c", 0))),
                Arguments.of("a.\"\"", List.of(new Step("a", 0), new Step("", 0))),
                Arguments.of("größe-1 x", List.of(new Step("größe-1 x", 0))));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void namesAreFound(String key, List<Step> steps) {
        assertThat(PayloadPath.of(key).steps()).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", ".a", "a.", "a]", "[]", "a[x]", "\"a", "\"a\"b", "a\"b\""})
    void whatIsNoPathIsOneName(String key) {
        assertThat(PayloadPath.of(key).steps()).containsExactly(new Step(key, 0));
    }
}
