package dev.schemaregistry.contract.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.sql.grammar.SourceText.Position;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceTextTest {

    private static final String SQL = "a\nbé€\r\n😀x\ry";
    private final SourceText text = SourceText.of(SQL);

    @Test
    void everyCharacterIsFoundByItsFirstByte() throws Exception {
        int bytes = 0;
        for (int index = 0; index < SQL.length(); index = SQL.offsetByCodePoints(index, 1)) {
            assertThat(text.charOffset(bytes)).isEqualTo(index);
            assertThat(text.byteOffset(index)).isEqualTo(bytes);
            bytes += Character.toString(SQL.codePointAt(index)).getBytes(StandardCharsets.UTF_8).length;
        }
        assertThat(text.utf8()).hasSize(bytes);
        assertThat(text.charOffset(bytes)).isEqualTo(SQL.length());
    }

    @Test
    void linesAndColumnsCountFromOneInCodePoints() {
        assertThat(text.positionOfByte(0)).isEqualTo(new Position(1, 1, 0));
        assertThat(text.positionOfByte(text.byteOffset(SQL.indexOf('€')))).isEqualTo(new Position(2, 3, 4));
        assertThat(text.positionOfByte(text.byteOffset(SQL.indexOf('x')))).isEqualTo(new Position(3, 2, 9));
        assertThat(text.positionOfByte(text.byteOffset(SQL.indexOf('y')))).isEqualTo(new Position(4, 1, 11));
    }

    @Test
    void offsetsOutsideAreDrawnIn() {
        assertThat(text.positionOfByte(-5)).isEqualTo(new Position(1, 1, 0));
        assertThat(text.positionOfByte(500)).isEqualTo(new Position(4, 2, SQL.length()));
    }

    @Test
    void aByteInsideACharacterGivesTheCharacter() {
        int euro = SQL.indexOf('€');
        assertThat(text.charOffset(text.byteOffset(euro) + 2)).isEqualTo(euro);
    }

    @Test
    void halfAPairIsSeen() {
        assertThat(text.loneSurrogate()).isEqualTo(-1);
        assertThat(SourceText.of("a\ud83d").loneSurrogate()).isEqualTo(1);
        assertThat(SourceText.of("😀\ude00").loneSurrogate()).isEqualTo(2);
    }
}
