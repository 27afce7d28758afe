package dev.schemaregistry.contract.sql.grammar;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of one text: a tree, the grammar's refusal, or no answer at all. */
public sealed interface ParseOutcome {

    /**
     * The grammar accepted the text.
     *
     * @param tree libpg_query's tree in protobuf-JSON form: {@code {"version": …, "stmts": [{"stmt": {"SelectStmt":
     *     …}, "stmt_location": …, "stmt_len": …}]}}; every {@code location} is an offset in UTF-8 bytes, and fields
     *     with a default value (0, false, empty) are left out. Not to be changed
     * @param statements how many statements it holds; 0 for a text of blanks and comments
     */
    record Parsed(JsonNode tree, int statements) implements ParseOutcome {
        public Parsed {
            requireNonNull(tree, "tree");
        }
    }

    /**
     * The grammar refused the text, as the server would.
     *
     * @param message the server's own sentence, for example {@code syntax error at or near "FORM"}; it may quote the
     *     text
     * @param byteOffset where, in UTF-8 bytes from 0; at most the length of the text
     */
    record SyntaxError(String message, int byteOffset) implements ParseOutcome {
        public SyntaxError {
            requireNonNull(message, "message");
        }
    }

    /** No answer: the text is neither valid nor invalid. Whoever asked must say "unverified". */
    record Unparsed(Reason reason, String detail) implements ParseOutcome {
        public Unparsed {
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
        }
    }

    /** Why there is no answer. */
    enum Reason {
        /** The text is longer than {@link GrammarLimits#maxBytes()}. */
        TOO_LONG,
        /** Nested deeper than {@link GrammarLimits#maxDepth()} or than the grammar's stack. */
        TOO_DEEP,
        /** Not done within {@link GrammarLimits#timeLimit()}, waiting for a free instance included. */
        TIME_LIMIT,
        /** The tree does not fit {@link GrammarLimits#maxMemoryBytes()}. */
        OUT_OF_MEMORY,
        /** The asking thread was interrupted; its flag is set again. */
        INTERRUPTED,
        /** The grammar failed in a way it should not. */
        INTERNAL
    }
}
