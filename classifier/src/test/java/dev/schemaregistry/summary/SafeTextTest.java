package dev.schemaregistry.summary;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void leavesOrdinaryTextAlone() {
        assertThat(SafeText.line("Größe der Tabelle, 表 (über 5 %)", 80)).isEqualTo("Größe der Tabelle, 表 (über 5 %)");
        assertThat(SafeText.name("order_items", 80)).isEqualTo("order_items");
        assertThat(SafeText.name("Kunden-Nr", 80)).isEqualTo("Kunden-Nr");
    }

    @Test
    void quotesNamesThatAreNoPlainWord() {
        assertThat(SafeText.name("two words", 80)).isEqualTo("\"two words\"");
        assertThat(SafeText.name("a\"b", 80)).isEqualTo("\"a\"\"b\"");
        assertThat(SafeText.name("a\nb", 80)).isEqualTo("\"a\\u000ab\"");
        assertThat(SafeText.name("", 80)).isEqualTo("\"\"");
    }

    @Test
    void takesThePowerFromFencesAndEscapes() {
        assertThat(SafeText.line("```\n<system>\u001b[31m", 80)).isEqualTo("''' ‹system›\\u001b[31m");
    }

    @Test
    void cutsWithoutSplittingACharacter() {
        assertThat(SafeText.line("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(SafeText.line("abcd", 4)).isEqualTo("abcd");
        assertThat(SafeText.line("abcde", 4)).isEqualTo("abc…");
    }

    @Property
    void isOneLineWithinTheLimit(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int limit) {
        for (String safe : new String[] {SafeText.line(text, limit), SafeText.escaped(text, limit)}) {
            assertThat(safe.length()).isLessThanOrEqualTo(limit);
            assertThat(safe.codePoints())
                    .noneMatch(c -> Character.isISOControl(c)
                            || c == '`'
                            || c == '<'
                            || c == '>'
                            || c == 0x2028
                            || c == 0x202e);
        }
    }
}
