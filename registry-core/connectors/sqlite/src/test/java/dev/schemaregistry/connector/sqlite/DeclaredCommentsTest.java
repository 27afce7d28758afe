package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class DeclaredCommentsTest {
    private static final Set<String> COLUMNS = Set.of("id", "status", "price", "a b");

    @Test
    void aCommentBehindADefinitionBelongsToItsColumn() {
        DeclaredComments comments = DeclaredComments.of(
                "CREATE TABLE t (\n id INTEGER PRIMARY KEY, -- the key\n status TEXT DEFAULT '-- no', -- new, paid\n"
                        + " price DECIMAL(10, 2) /* gross */\n)",
                COLUMNS);
        assertThat(comments.column("id")).contains("the key");
        assertThat(comments.column("STATUS")).contains("new, paid");
        assertThat(comments.column("price")).contains("gross");
        assertThat(comments.table()).isEmpty();
    }

    @Test
    void aCommentOnItsOwnLineBelongsToTheColumnThatFollows() {
        DeclaredComments comments = DeclaredComments.of(
                "CREATE TABLE t (\n -- the key\n -- of it all\n id INTEGER,\n /* spaced\n name */\n \"a b\" TEXT)",
                COLUMNS);
        assertThat(comments.column("id")).contains("the key of it all");
        assertThat(comments.column("a b"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("spaced"));
        assertThat(comments.table()).isEmpty();
    }

    @Test
    void aCommentBeforeTheColumnsBelongsToTheTable() {
        assertThat(DeclaredComments.of("CREATE TABLE t ( -- all orders\n id INTEGER)", COLUMNS)
                        .table())
                .contains("all orders");
        assertThat(DeclaredComments.of("CREATE TABLE t -- all orders\n(\n id INTEGER)", COLUMNS)
                        .table())
                .contains("all orders");
    }

    @Test
    void constraintsAreNotColumns() {
        DeclaredComments comments = DeclaredComments.of(
                "CREATE TABLE t (\n id INTEGER, status TEXT, -- second\n PRIMARY KEY (id) -- by id\n)", COLUMNS);
        assertThat(comments.column("status")).contains("second");
        assertThat(comments.column("id")).isEmpty();
    }

    @Property
    void anyTextIsRead(
            @ForAll
                    @Chars({'(', ')', ',', '\n', '-', '/', '*', '"', '\'', '[', ']', 'i', 'd', ' '})
                    @CharRange(from = 'é', to = 'ê')
                    String sql) {
        assertThatCode(() -> DeclaredComments.of(sql, COLUMNS).column("id")).doesNotThrowAnyException();
    }
}
