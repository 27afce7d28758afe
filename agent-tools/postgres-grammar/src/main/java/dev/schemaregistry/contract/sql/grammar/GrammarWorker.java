package dev.schemaregistry.contract.sql.grammar;

import com.dylibso.chicory.wasm.ChicoryException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schemaregistry.contract.sql.grammar.GrammarInstance.RawResult;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Parsed;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Reason;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.SyntaxError;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Unparsed;
import java.io.IOException;
import java.util.Set;

/** Turns an instance's raw answers into outcomes. For one thread, and only while {@link #usable()}. */
final class GrammarWorker {

    private static final byte[] BLANK = {' '};

    /** The server's files whose complaints are about the text; one from anywhere else is a failure of the grammar. */
    private static final Set<String> FILES_OF_THE_GRAMMAR =
            Set.of("scan.l", "gram.y", "parser.c", "scansup.c", "mbutils.c");

    private final GrammarInstance instance;
    private final ObjectMapper json;
    private boolean trapped;

    GrammarWorker(GrammarLimits limits) {
        instance = new GrammarInstance(limits.maxMemoryBytes());
        json = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(limits.maxMemoryBytes())
                        .build())
                .build());
    }

    /** False once the grammar left in the middle of its work, or holds much more memory than it started with. */
    boolean usable() {
        return !trapped && !instance.grown();
    }

    ParseOutcome parse(SourceText source, byte[] utf8) {
        try {
            // The module takes a text of no bytes for a mistake of its caller.
            RawResult result = instance.parse(utf8.length == 0 ? BLANK : utf8);
            if (result instanceof RawResult.Failure failure) {
                return refusal(source, failure);
            }
            JsonNode tree = json.readTree(((RawResult.Tree) result).json());
            return new Parsed(tree, tree.path("stmts").size());
        } catch (StreamConstraintsException e) {
            return new Unparsed(Reason.TOO_DEEP, "the statement is nested too deeply");
        } catch (IOException e) {
            return new Unparsed(Reason.INTERNAL, "the grammar's tree is not readable");
        } catch (StackOverflowError e) {
            trapped = true;
            return new Unparsed(Reason.TOO_DEEP, "the grammar's stack is exhausted");
        } catch (OutOfMemoryError e) {
            trapped = true;
            return new Unparsed(Reason.OUT_OF_MEMORY, "not enough memory to parse the statement");
        } catch (EmscriptenHost.GrammarStopped e) {
            trapped = true;
            return new Unparsed(e.reason(), String.valueOf(e.getMessage()));
        } catch (ChicoryException e) {
            trapped = true;
            return crash(e);
        }
    }

    private static ParseOutcome refusal(SourceText source, RawResult.Failure failure) {
        if (failure.message().startsWith("memory exhausted")) {
            return new Unparsed(Reason.TOO_DEEP, "the grammar's own stack is exhausted");
        }
        if (failure.message().startsWith("out of memory") || failure.message().startsWith("invalid memory alloc")) {
            return new Unparsed(Reason.OUT_OF_MEMORY, "the tree does not fit the grammar's memory");
        }
        if (failure.message().startsWith("stack depth limit exceeded")) {
            return new Unparsed(Reason.TOO_DEEP, failure.message());
        }
        if (!FILES_OF_THE_GRAMMAR.contains(fileName(failure.file()))) {
            return new Unparsed(Reason.INTERNAL, failure.message());
        }
        return new SyntaxError(failure.message(), source.byteOffsetOfCodePoint(failure.codePoint() - 1));
    }

    /** libpg_query writes the path into the name: {@code src_backend_parser_parser.c}. */
    private static String fileName(String file) {
        return file.substring(file.lastIndexOf('_') + 1);
    }

    private static ParseOutcome crash(ChicoryException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure.getCause() instanceof StackOverflowError || message.contains("call stack exhausted")) {
            return new Unparsed(Reason.TOO_DEEP, "the grammar's stack is exhausted");
        }
        if (Thread.currentThread().isInterrupted() || message.contains("interrupted")) {
            return new Unparsed(Reason.TIME_LIMIT, "stopped while parsing");
        }
        return new Unparsed(Reason.INTERNAL, message);
    }
}
