package dev.schemaregistry.contract.sql.grammar;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the module imports from the C runtime it was linked for (Emscripten). The grammar reports errors with a long jump:
 * it leaves through an exception here, and the {@code invoke} call that set the mark catches it. Files, clocks and the
 * process are out of reach.
 *
 * <p>Names of one letter are those of the pinned package; its loader script lists them.
 */
final class EmscriptenHost {

    private static final String MODULE = "a";
    private static final long[] NOTHING = {};
    private static final long[] DONE = {0};
    private static final long[] GROWN = {1};
    private static final int BAD_FILE = 8;
    private static final int PAGE_BYTES = 65_536;

    private EmscriptenHost() {}

    static ImportValues imports() {
        return ImportValues.builder()
                .addFunction(invoke("i", 1, 1), invoke("a", 2, 1), invoke("o", 3, 1), invoke("h", 1, 0))
                .addFunction(function("k", 0, 0, (instance, arguments) -> {
                    throw new LongJump();
                }))
                .addFunction(function("l", 1, 1, EmscriptenHost::growMemory))
                .addFunction(function("c", 4, 1, EmscriptenHost::swallowOutput))
                .addFunction(function("d", 1, 1, (instance, arguments) -> new long[] {BAD_FILE}))
                .addFunction(function("m", 4, 1, (instance, arguments) -> new long[] {BAD_FILE}))
                .addFunction(seek())
                .addFunction(function("f", 0, 0, (instance, arguments) -> NOTHING))
                .addFunction(setTimer())
                .addFunction(function("g", 0, 0, EmscriptenHost::stop))
                .addFunction(function("b", 1, 0, EmscriptenHost::stop))
                .addFunction(function("e", 1, 0, EmscriptenHost::stop))
                .build();
    }

    private static HostFunction function(String name, int parameters, int results, WasmFunctionHandle handle) {
        return new HostFunction(
                MODULE,
                name,
                FunctionType.of(
                        Collections.nCopies(parameters, ValType.I32), Collections.nCopies(results, ValType.I32)),
                handle);
    }

    private static HostFunction seek() {
        return new HostFunction(
                MODULE,
                "n",
                FunctionType.of(List.of(ValType.I32, ValType.I64, ValType.I32, ValType.I32), List.of(ValType.I32)),
                (instance, arguments) -> new long[] {BAD_FILE});
    }

    private static HostFunction setTimer() {
        return new HostFunction(
                MODULE,
                "j",
                FunctionType.of(List.of(ValType.I32, ValType.F64), List.of(ValType.I32)),
                (instance, arguments) -> DONE);
    }

    /** Calls a function by its place in the table; a long jump out of it ends here and leaves a mark for the caller. */
    private static HostFunction invoke(String name, int parameters, int results) {
        return function(name, parameters, results, (instance, arguments) -> {
            long stack = instance.export("z").apply()[0];
            long[] callArguments = Arrays.copyOfRange(arguments, 1, arguments.length);
            int function = instance.table(0).ref((int) arguments[0]);
            try {
                long[] result = instance.getMachine().call(function, callArguments);
                return result == null ? NOTHING : result;
            } catch (LongJump jump) {
                instance.export("y").apply(stack);
                instance.export("x").apply(1, 0);
                return results == 0 ? NOTHING : DONE;
            }
        });
    }

    /** Grows in steps, for growing copies; at the limit it leaves, for the module would not survive a refusal. */
    private static long[] growMemory(Instance instance, long... arguments) {
        long wantedBytes = arguments[0] & 0xFFFF_FFFFL;
        int pages = instance.memory().pages();
        int missing = (int) ((wantedBytes + PAGE_BYTES - 1) / PAGE_BYTES - pages);
        int step = Math.min(Math.max(missing, pages / 2), instance.memory().maximumPages() - pages);
        if (missing > step || instance.memory().grow(step) < 0) {
            throw new GrammarStopped(Reason.OUT_OF_MEMORY, "the tree does not fit the grammar's memory");
        }
        return GROWN;
    }

    private static long[] swallowOutput(Instance instance, long... arguments) {
        int vectors = (int) arguments[1];
        int written = 0;
        for (int index = 0; index < arguments[2]; index++) {
            written += instance.memory().readInt(vectors + 8 * index + 4);
        }
        instance.memory().writeI32((int) arguments[3], written);
        return DONE;
    }

    private static long[] stop(Instance instance, long... arguments) {
        throw new GrammarStopped(Reason.INTERNAL, "the grammar stopped itself");
    }

    /** The C function {@code longjmp}. Carries nothing, so it costs no stack trace. */
    private static final class LongJump extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LongJump() {
            super("long jump", null, false, false);
        }
    }

    /** The module ended its process, or had to be ended: the instance is of no more use. */
    static final class GrammarStopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Reason reason;

        GrammarStopped(Reason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }
}
