package dev.schemaregistry.contract.sql.grammar;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.nio.charset.StandardCharsets;

/** One loaded grammar with its memory. For one thread at a time; after any exception it must be thrown away. */
final class GrammarInstance {

    /** Static data, the module's own stack of 32 MiB, and one MiB to work in. */
    static final int SMALLEST_MEMORY_BYTES = 34 * 1024 * 1024;

    private static final int PAGE_BYTES = 65_536;
    private static final int INITIAL_BYTES = 36 * 1024 * 1024;
    private static final int GROWN_BYTES = 64 * 1024 * 1024;

    private final Memory memory;
    private final ExportFunction parse;
    private final ExportFunction allocate;
    private final ExportFunction free;
    private final ExportFunction freeResult;

    GrammarInstance(int maxMemoryBytes) {
        int initialPages = Math.min(INITIAL_BYTES, maxMemoryBytes) / PAGE_BYTES;
        Instance instance = Instance.builder(GrammarModule.load())
                .withMachineFactory(GrammarModule::create)
                .withImportValues(EmscriptenHost.imports())
                .withMemoryFactory(ByteArrayMemory::new)
                .withMemoryLimits(new MemoryLimits(initialPages, maxMemoryBytes / PAGE_BYTES))
                .build();
        memory = instance.memory();
        instance.export("q").apply();
        parse = instance.export("r");
        allocate = instance.export("s");
        free = instance.export("u");
        freeResult = instance.export("v");
    }

    /** The grammar's raw answer: a tree as JSON text, or a message with where and by whom it was raised. */
    sealed interface RawResult {
        record Tree(String json) implements RawResult {}

        record Failure(String message, String file, int codePoint) implements RawResult {}
    }

    RawResult parse(byte[] utf8) {
        int text = (int) allocate.apply(utf8.length + 1L)[0];
        if (text == 0) {
            return new RawResult.Failure("out of memory", "", 0);
        }
        memory.write(text, utf8);
        memory.writeByte(text + utf8.length, (byte) 0);
        int result = (int) parse.apply(text)[0];
        free.apply(text);
        if (result == 0) {
            return new RawResult.Failure("out of memory", "", 0);
        }
        RawResult answer = read(result);
        freeResult.apply(result);
        return answer;
    }

    /** Whether a large text left this instance with so much memory that a fresh one is the better keep. */
    boolean grown() {
        return memory.pages() > GROWN_BYTES / PAGE_BYTES;
    }

    /** The result is a struct of three pointers: tree, captured output, error. */
    private RawResult read(int result) {
        int error = memory.readInt(result + 8);
        if (error == 0) {
            return new RawResult.Tree(string(memory.readInt(result)));
        }
        return new RawResult.Failure(
                string(memory.readInt(error)), string(memory.readInt(error + 8)), memory.readInt(error + 16));
    }

    private String string(int address) {
        return new String(bytes(address), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int address) {
        if (address == 0) {
            return new byte[0];
        }
        int end = address;
        while (memory.read(end) != 0) {
            end++;
        }
        return memory.readBytes(address, end - address);
    }
}
