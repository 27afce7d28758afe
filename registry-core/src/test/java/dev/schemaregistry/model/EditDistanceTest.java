package dev.schemaregistry.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest
    @CsvSource({
        "customers, customers, 0",
        "custmers, customers, 1",
        "cutsomers, customers, 1",
        "customerss, customers, 1",
        "Customers, customers, 1",
        "kitten, sitting, 3",
        "ca, abc, 3",
        "'', abc, 3",
        "abc, '', 3",
    })
    void countsEdits(String left, String right, int edits) {
        assertThat(EditDistance.between(left, right)).isEqualTo(edits);
    }

    @Property
    void theOrderOfTheTwoDoesNotMatter(
            @ForAll @AlphaChars @StringLength(max = 8) String left,
            @ForAll @AlphaChars @StringLength(max = 8) String right) {
        int edits = EditDistance.between(left, right);

        assertThat(EditDistance.between(right, left)).isEqualTo(edits);
        assertThat(edits).isBetween(Math.abs(left.length() - right.length()), Math.max(left.length(), right.length()));
        assertThat(edits == 0).isEqualTo(left.equals(right));
    }
}
