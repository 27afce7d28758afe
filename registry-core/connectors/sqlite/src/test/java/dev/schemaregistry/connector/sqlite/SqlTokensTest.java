package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.schemaregistry.connector.sqlite.SqlTokens.Kind;
import dev.schemaregistry.connector.sqlite.SqlTokens.Token;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class SqlTokensTest {
    @Test
    void quotesAndCommentsHideWhatTheyHold() {
        List<Token> tokens = SqlTokens.of("a -- ';\n'b''; -- c' \"d\"\"e\" [f;g] `h``i` /* ; */ j$1;é");
        assertThat(tokens.stream().map(Token::kind))
                .containsExactly(
                        Kind.WORD,
                        Kind.COMMENT,
                        Kind.STRING,
                        Kind.QUOTED,
                        Kind.QUOTED,
                        Kind.QUOTED,
                        Kind.COMMENT,
                        Kind.WORD,
                        Kind.SYMBOL,
                        Kind.WORD);
        assertThat(tokens.stream().map(Token::name)).contains("b'; -- c", "d\"e", "f;g", "h`i", "j$1", "é");
    }

    @Property
    void tokensFollowEachOtherAndLeaveOnlySpaceOut(
            @ForAll @Chars({'(', ';', '\'', '"', '`', '[', ']', '-', '/', '*', '\n', ' ', 'a', '1'}) String sql) {
        int at = 0;
        for (Token token : SqlTokens.of(sql)) {
            assertThat(sql.substring(at, token.start())).isBlank();
            assertThat(token.end()).isGreaterThan(token.start());
            assertThat(token.raw()).isEqualTo(sql.substring(token.start(), token.end()));
            at = token.end();
        }
        assertThat(sql.substring(at)).isBlank();
    }

    @Property
    void anyTextOfATableIsRead(@ForAll @Chars({'(', ')', ',', '\'', '"', ' ', 'a', '-', '\n'}) String body) {
        assertThatCode(() -> TableText.of("CREATE TABLE t (" + body)).doesNotThrowAnyException();
        assertThatCode(() -> TableText.of("CREATE TABLE t (a CHECK (" + body)).doesNotThrowAnyException();
        assertThatCode(() -> IndexText.of("CREATE INDEX i ON t (" + body)).doesNotThrowAnyException();
    }
}
