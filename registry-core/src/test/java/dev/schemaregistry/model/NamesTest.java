package dev.schemaregistry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Property
    void theTextFormOfATableNameIsReadBack(@ForAll String namespace, @ForAll @StringLength(min = 1) String name) {
        TableName table = new TableName(namespace, name);
        assertThat(TableName.parse(table.text())).isEqualTo(table);
        TableRef ref = new TableRef(new SourceId("billing"), table);
        assertThat(TableRef.parse(ref.text())).isEqualTo(ref);
    }

    @Test
    void plainNamesStayPlain() {
        assertThat(TableName.of("customers").text()).isEqualTo("customers");
        assertThat(new TableName("sales", "a.b").text()).isEqualTo("sales.\"a.b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "\"a", "\"a\"b", "a.b.c"})
    void malformedTableNamesAreRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableName.parse(text))
                .withMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a.b", "a b", "ü", "a/b", "a\n"})
    void sourceIdsAreRestricted(String text) {
        assertThat(SourceId.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceId(text))
                .withMessageContaining("source id");
    }

    @Test
    void errorsShowNoControlCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SourceId("a\u001b[2J"))
                .withMessageNotContaining("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.2.3.4", "01.2.3", "1.2.x", " 1.2.3", "1.2.3-rc1", "9999999999.0.0"})
    void otherVersionLabelsAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SemanticVersion.parse(text))
                .withMessageContaining("1.2.3");
    }

    @Test
    void versionsMoveByTheWeightOfTheChange() {
        SemanticVersion version = SemanticVersion.parse("1.4.2");
        assertThat(version.next(VersionBump.PATCH)).hasToString("1.4.3");
        assertThat(version.next(VersionBump.MINOR)).hasToString("1.5.0");
        assertThat(version.next(VersionBump.MAJOR)).hasToString("2.0.0");
        assertThat(version.next(VersionBump.NONE)).isEqualTo(version);
    }
}
