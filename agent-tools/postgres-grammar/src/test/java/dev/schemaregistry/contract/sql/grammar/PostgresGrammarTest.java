package dev.schemaregistry.contract.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Parsed;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.SyntaxError;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Unparsed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresGrammarTest {

    private static PostgresGrammar grammar;

    @BeforeAll
    static void open() {
        grammar = new PostgresGrammar();
        grammar.warmUp();
    }

    @AfterAll
    static void close() {
        grammar.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a::text, b->>'k' FROM t WHERE c ? 'x' AND d @> '{1}'",
                "SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b DESC NULLS LAST",
                "WITH RECURSIVE r(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r) SELECT * FROM r",
                "SELECT sum(x) FILTER (WHERE y) OVER (PARTITION BY z ROWS 3 PRECEDING) FROM t",
                "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = excluded.a RETURNING *",
                "SELECT * FROM t, LATERAL (SELECT * FROM u WHERE u.id = t.id) AS l",
                "SELECT $tag$ it's $tag$, E'\\n', U&'\\0041', B'10', X'FF', 1_000, 0x1F",
                "CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' CHECK (b <> ''))",
                "MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE"
            })
    void acceptsWhatTheServerAccepts(String sql) {
        assertThat(grammar.parse(sql))
                .isInstanceOfSatisfying(
                        Parsed.class, parsed -> assertThat(parsed.statements()).isEqualTo(1));
    }

    @Test
    void theTreeCarriesByteOffsets() {
        JsonNode tree = parsed("SELECT 'é€😀', x FROM t").tree();
        JsonNode column = tree.at("/stmts/0/stmt/SelectStmt/targetList/1/ResTarget/val/ColumnRef");
        int location = column.get("location").intValue();
        assertThat(location).isEqualTo(20);
        assertThat(SourceText.of("SELECT 'é€😀', x FROM t").substring(location, location + 1))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT a b c FROM t             | syntax error at or near "c"                   | 11
            SELECT 1 LIMIT 1,2              | LIMIT #,# syntax is not supported             | 9
            SELECT "abc                     | unterminated quoted identifier at or near     | 7
            SELECT                          | NONE                                          | 0
            SELECT (1                       | syntax error at end of input                  | 9
            SELECT 1e                       | trailing junk after numeric literal           | 7
            SELECT ""                       | zero-length delimited identifier              | 7
            SELECT U&"\\d800"               | invalid Unicode surrogate pair                | 15
            SELECT $1, ?                    | syntax error at end of input                  | 12
            """)
    void refusesWhatTheServerRefusesAndSaysWhere(String sql, String message, int byteOffset) {
        ParseOutcome outcome = grammar.parse(sql);
        if (message.equals("NONE")) {
            assertThat(outcome).isInstanceOf(Parsed.class);
            return;
        }
        assertThat(outcome).isInstanceOfSatisfying(SyntaxError.class, error -> {
            assertThat(error.message()).startsWith(message);
            assertThat(error.byteOffset()).isEqualTo(byteOffset);
        });
    }

    @Test
    void anErrorBehindWideCharactersPointsAtItsBytes() {
        String sql = "SELECT 'é€😀'\nfrm x y z";
        SyntaxError error = (SyntaxError) grammar.parse(sql);
        assertThat(error.message()).isEqualTo("syntax error at or near \"x\"");
        assertThat(SourceText.of(sql).positionOfByte(error.byteOffset()))
                .isEqualTo(new SourceText.Position(2, 5, sql.indexOf("x y")));
    }

    @Test
    void countsStatements() {
        assertThat(parsed("SELECT 1;".repeat(10)).statements()).isEqualTo(10);
        assertThat(parsed("").statements()).isZero();
        assertThat(parsed(" -- nothing\n;; /* here */").statements()).isZero();
    }

    @Test
    void aZeroByteHidesNothing() {
        assertThat(grammar.parse("SELECT 1\0; DROP TABLE t"))
                .isInstanceOfSatisfying(
                        SyntaxError.class,
                        error -> assertThat(error.byteOffset()).isEqualTo(8));
    }

    @Test
    void halfASurrogatePairIsRefusedWhereItStands() {
        assertThat(grammar.parse("SELECT 'é\ud83d'"))
                .isInstanceOfSatisfying(
                        SyntaxError.class,
                        error -> assertThat(error.byteOffset()).isEqualTo(10));
    }

    @ParameterizedTest
    @CsvSource({"(,)", "f(,)", "1+,''", "NOT ,''", "(SELECT ,)", "'ARRAY[',]", "- ,''", "'CASE WHEN true THEN ',' END'"
    })
    void deepNestingEndsInTimeAndHarmsNobody(String opening, String closing) {
        for (int depth : new int[] {500, 5_000, 20_000}) {
            String sql = "SELECT " + opening.repeat(depth) + "1" + closing.repeat(depth);
            long start = System.nanoTime();
            ParseOutcome outcome = grammar.parse(sql);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(outcome).isNotInstanceOf(SyntaxError.class);
        }
        assertThat(parsed("SELECT 1").statements()).isEqualTo(1);
    }

    @Test
    void aTreeDeeperThanTheLimitIsUnparsed() {
        assertThat(reason("SELECT " + "f(".repeat(2_000) + ")".repeat(2_000))).isEqualTo(ParseOutcome.Reason.TOO_DEEP);
    }

    @Test
    void aTextLongerThanTheLimitIsUnparsed() {
        int limit = GrammarLimits.defaults().maxBytes();
        assertThat(reason("SELECT '" + "x".repeat(limit) + "'")).isEqualTo(ParseOutcome.Reason.TOO_LONG);
        assertThat(reason("SELECT '" + "€".repeat(limit / 3) + "'")).isEqualTo(ParseOutcome.Reason.TOO_LONG);
    }

    @Test
    void aTextAtTheLimitEndsInTime() {
        int limit = GrammarLimits.defaults().maxBytes();
        assertThat(parsed("SELECT '" + "x".repeat(limit - 10) + "'").statements())
                .isEqualTo(1);
        long start = System.nanoTime();
        grammar.parse("SELECT 1;".repeat(limit / 9));
        grammar.parse("SELECT " + "a+".repeat(limit / 2 - 10) + "a");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(parsed("SELECT 1").statements()).isEqualTo(1);
    }

    @Test
    void tooLittleTimeIsUnparsedAndTheNextTextIsParsed() {
        var limits = GrammarLimits.defaults();
        var hasty = new GrammarLimits(
                limits.maxBytes(), limits.maxDepth(), Duration.ofNanos(1), 1, limits.maxMemoryBytes());
        try (var grammarInAHurry = new PostgresGrammar(hasty)) {
            assertThat(grammarInAHurry.parse("SELECT 1"))
                    .isInstanceOfSatisfying(
                            Unparsed.class,
                            unparsed -> assertThat(unparsed.reason()).isEqualTo(ParseOutcome.Reason.TIME_LIMIT));
        }
    }

    @Test
    void tooLittleMemoryIsUnparsedAndTheNextTextIsParsed() {
        var limits = GrammarLimits.defaults();
        var small = new GrammarLimits(
                limits.maxBytes(), limits.maxDepth(), Duration.ofSeconds(30), 1, GrammarInstance.SMALLEST_MEMORY_BYTES);
        try (var smallGrammar = new PostgresGrammar(small)) {
            assertThat(smallGrammar.parse("SELECT " + "a,".repeat(20_000) + "a"))
                    .isInstanceOfSatisfying(
                            Unparsed.class,
                            unparsed -> assertThat(unparsed.reason()).isEqualTo(ParseOutcome.Reason.OUT_OF_MEMORY));
            assertThat(smallGrammar.parse("SELECT 1")).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void thousandsOfErrorsLeaveTheInstanceAsItWas() {
        for (int index = 0; index < 3_000; index++) {
            assertThat(grammar.parse("SELECT a FROM t WHERE ((x = " + index)).isInstanceOf(SyntaxError.class);
        }
        assertThat(parsed("SELECT a FROM t").statements()).isEqualTo(1);
    }

    @Test
    void threadsDoNotDisturbEachOther() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> questions = new ArrayList<>();
            for (int index = 0; index < 400; index++) {
                int number = index;
                questions.add(() -> answersItself(number));
            }
            for (Future<Boolean> answer : askers.invokeAll(questions)) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            askers.shutdownNow();
        }
    }

    private static boolean answersItself(int number) {
        if (number % 5 == 0) {
            String sql = "SELECT " + number + " FROM WHERE";
            return grammar.parse(sql) instanceof SyntaxError error
                    && error.byteOffset() == sql.getBytes(StandardCharsets.UTF_8).length - "WHERE".length();
        }
        JsonNode constant = parsed("SELECT " + (number + 1))
                .tree()
                .at("/stmts/0/stmt/SelectStmt/targetList/0/ResTarget/val/A_Const/ival/ival");
        return constant.intValue() == number + 1;
    }

    @Test
    void anInterruptedAskerKeepsItsFlag() {
        Thread.currentThread().interrupt();
        ParseOutcome outcome = grammar.parse("SELECT 1 " + ", 1".repeat(20_000));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unparsed.class,
                        unparsed -> assertThat(unparsed.reason()).isEqualTo(ParseOutcome.Reason.INTERRUPTED));
        assertThat(parsed("SELECT 1").statements()).isEqualTo(1);
    }

    @Test
    void aClosedGrammarSaysSo() {
        var closed = new PostgresGrammar();
        closed.close();
        assertThatThrownBy(() -> closed.parse("SELECT 1")).isInstanceOf(IllegalStateException.class);
    }

    private static Parsed parsed(String sql) {
        return (Parsed) grammar.parse(sql);
    }

    private static ParseOutcome.Reason reason(String sql) {
        return ((Unparsed) grammar.parse(sql)).reason();
    }
}
