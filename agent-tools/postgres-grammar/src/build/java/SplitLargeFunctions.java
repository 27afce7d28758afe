import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a WebAssembly module so that its largest functions fit Java methods that the virtual machine compiles.
 *
 * <p>A C compiler turns a big {@code switch} into a nest of blocks with one {@code br_table} inside: the code of case 0 stands
 * behind the end of the innermost block, that of case 1 behind the next, and so on. A parser generator's table of actions
 * makes that a function of some 40,000 instructions. Here the cases move into functions of their own, several a function:
 *
 * <ul>
 *   <li>the function keeps its number and its signature; it makes room for its locals in the module's stack and calls the rest;
 *   <li>the rest computes the number of a case as before, then calls the function that holds it, until one leaves the nest;
 *   <li>locals that live across the border (found by a data-flow analysis) travel in that room, all others stay locals.
 * </ul>
 *
 * <p>Run while building: {@code java SplitLargeFunctions.java module.wasm result.wasm function…}. Whether the result is well
 * formed is checked by the compiler that reads it next.
 */
public final class SplitLargeFunctions {

    private static final int INSTRUCTIONS_OF_A_FUNCTION = 1_200;

    private SplitLargeFunctions() {}

    public static void main(String[] arguments) throws IOException {
        Module module = new Module(Files.readAllBytes(Path.of(arguments[0])));
        for (String function : Arrays.asList(arguments).subList(2, arguments.length)) {
            new Splitter(module, Integer.parseInt(function)).split();
        }
        Files.write(Path.of(arguments[1]), module.bytes());
    }

    /** The opcodes that matter here; all others are copied as they are. */
    private static final class Op {
        static final int BLOCK = 0x02;
        static final int LOOP = 0x03;
        static final int IF = 0x04;
        static final int ELSE = 0x05;
        static final int END = 0x0b;
        static final int BR = 0x0c;
        static final int BR_IF = 0x0d;
        static final int BR_TABLE = 0x0e;
        static final int RETURN = 0x0f;
        static final int UNREACHABLE = 0x00;
        static final int CALL = 0x10;
        static final int LOCAL_GET = 0x20;
        static final int LOCAL_SET = 0x21;
        static final int LOCAL_TEE = 0x22;
        static final int GLOBAL_GET = 0x23;
        static final int GLOBAL_SET = 0x24;
        static final int I32_CONST = 0x41;
        static final int I32_GE_U = 0x4f;
        static final int I32_SUB = 0x6b;
        static final int I32_AND = 0x71;
        static final int I32_SHR_U = 0x76;
        static final int VOID = 0x40;
        static final int I32 = 0x7f;

        static int load(int type) {
            return switch (type) {
                case 0x7f -> 0x28;
                case 0x7e -> 0x29;
                case 0x7d -> 0x2a;
                case 0x7c -> 0x2b;
                default -> throw new IllegalArgumentException("cannot keep a local of type " + type);
            };
        }

        static int store(int type) {
            return load(type) + 0x0e;
        }
    }

    /** One instruction: its bytes, and what of it is understood. */
    private record Instruction(int op, int operand, int[] targets, byte[] bytes) {}

    /** Reads LEB128 numbers, bytes and instructions. */
    private static final class Reader {
        final byte[] data;
        int at;

        Reader(byte[] data, int at) {
            this.data = data;
            this.at = at;
        }

        int next() {
            return data[at++] & 0xff;
        }

        int unsigned() {
            long value = 0;
            int shift = 0;
            int part;
            do {
                part = next();
                value |= (long) (part & 0x7f) << shift;
                shift += 7;
            } while ((part & 0x80) != 0);
            return (int) value;
        }

        void skipNumber() {
            while ((next() & 0x80) != 0) {
                // The last byte of a number has no high bit.
            }
        }

        byte[] bytes(int length) {
            at += length;
            return Arrays.copyOfRange(data, at - length, at);
        }

        Instruction instruction() {
            int start = at;
            int op = next();
            int operand = 0;
            int[] targets = {};
            switch (op) {
                case Op.BR_TABLE -> {
                    targets = new int[unsigned() + 1];
                    for (int index = 0; index < targets.length; index++) {
                        targets[index] = unsigned();
                    }
                }
                case Op.BLOCK, Op.LOOP, Op.IF -> {
                    operand = data[at] & 0xff;
                    skipNumber();
                }
                case Op.BR, Op.BR_IF, Op.CALL, Op.LOCAL_GET, Op.LOCAL_SET, Op.LOCAL_TEE -> operand = unsigned();
                case Op.GLOBAL_GET, Op.GLOBAL_SET, 0x25, 0x26, Op.I32_CONST, 0x42, 0x3f, 0x40, 0xd0, 0xd2 -> skipNumber();
                case 0x11 -> {
                    skipNumber();
                    skipNumber();
                }
                case 0x43 -> at += 4;
                case 0x44 -> at += 8;
                case 0xfc -> skipExtended();
                case 0x1c -> at += unsigned();
                default -> {
                    if (op >= 0x28 && op <= 0x3e) {
                        skipNumber();
                        skipNumber();
                    } else if (op > 0xc4) {
                        throw new IllegalStateException("instruction " + Integer.toHexString(op) + " is not understood");
                    }
                }
            }
            return new Instruction(op, operand, targets, Arrays.copyOfRange(data, start, at));
        }

        private void skipExtended() {
            int operands =
                    switch (unsigned()) {
                        case 0, 1, 2, 3, 4, 5, 6, 7 -> 0;
                        case 9, 11, 13, 15, 16, 17 -> 1;
                        default -> 2;
                    };
            for (int index = 0; index < operands; index++) {
                skipNumber();
            }
        }
    }

    /** Writes numbers and instructions. */
    private static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer op(int op) {
            out.write(op);
            return this;
        }

        Writer op(int op, int operand) {
            out.write(op);
            return unsigned(operand);
        }

        Writer constant(int value) {
            out.write(Op.I32_CONST);
            int rest = value;
            while (true) {
                int part = rest & 0x7f;
                rest >>= 7;
                if ((rest == 0 && (part & 0x40) == 0) || (rest == -1 && (part & 0x40) != 0)) {
                    out.write(part);
                    return this;
                }
                out.write(part | 0x80);
            }
        }

        Writer unsigned(int value) {
            int rest = value;
            while ((rest & ~0x7f) != 0) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
            return this;
        }

        Writer bytes(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        /** The operand of {@code br_table}: targets, the last of them for all other values. */
        Writer table(int[] targets) {
            out.write(Op.BR_TABLE);
            unsigned(targets.length - 1);
            for (int target : targets) {
                unsigned(target);
            }
            return this;
        }

        /** A load or store of a local's place in the frame. */
        Writer memory(int op, int place) {
            return op(op, op == Op.load(Op.I32) || op == Op.store(Op.I32) ? 2 : 3).unsigned(8 * place);
        }

        byte[] done() {
            return out.toByteArray();
        }
    }

    /** A function type. */
    private record Signature(byte[] parameters, byte[] results) {
        byte[] bytes() {
            return new Writer()
                    .op(0x60)
                    .unsigned(parameters.length)
                    .bytes(parameters)
                    .unsigned(results.length)
                    .bytes(results)
                    .done();
        }
    }

    /** The sections of a module; those with types, functions and code are taken apart. */
    private static final class Module {
        private static final int TYPES = 1;
        private static final int IMPORTS = 2;
        private static final int FUNCTIONS = 3;
        private static final int CODE = 10;

        private final Map<Integer, byte[]> sections = new LinkedHashMap<>();
        private final List<byte[]> types = new ArrayList<>();
        private final List<Integer> functionTypes = new ArrayList<>();
        private final List<byte[]> bodies = new ArrayList<>();
        final int imports;

        Module(byte[] data) {
            Reader reader = new Reader(data, 8);
            while (reader.at < data.length) {
                int id = reader.next();
                sections.put(id, reader.bytes(reader.unsigned()));
            }
            readTypes();
            imports = new Reader(sections.get(IMPORTS), 0).unsigned();
            Reader functions = new Reader(sections.get(FUNCTIONS), 0);
            for (int left = functions.unsigned(); left > 0; left--) {
                functionTypes.add(functions.unsigned());
            }
            Reader code = new Reader(sections.get(CODE), 0);
            for (int left = code.unsigned(); left > 0; left--) {
                bodies.add(code.bytes(code.unsigned()));
            }
        }

        private void readTypes() {
            Reader reader = new Reader(sections.get(TYPES), 0);
            for (int left = reader.unsigned(); left > 0; left--) {
                int start = reader.at;
                reader.next();
                reader.bytes(reader.unsigned());
                reader.bytes(reader.unsigned());
                types.add(Arrays.copyOfRange(reader.data, start, reader.at));
            }
        }

        Signature signature(int function) {
            Reader reader = new Reader(types.get(functionTypes.get(function - imports)), 1);
            byte[] parameters = reader.bytes(reader.unsigned());
            return new Signature(parameters, reader.bytes(reader.unsigned()));
        }

        byte[] body(int function) {
            return bodies.get(function - imports);
        }

        void replaceBody(int function, byte[] body) {
            bodies.set(function - imports, body);
        }

        int add(Signature signature, byte[] body) {
            types.add(signature.bytes());
            functionTypes.add(types.size() - 1);
            bodies.add(body);
            return imports + bodies.size() - 1;
        }

        byte[] bytes() {
            Writer typeSection = new Writer().unsigned(types.size());
            types.forEach(typeSection::bytes);
            Writer functionSection = new Writer().unsigned(functionTypes.size());
            functionTypes.forEach(functionSection::unsigned);
            Writer codeSection = new Writer().unsigned(bodies.size());
            bodies.forEach(body -> codeSection.unsigned(body.length).bytes(body));
            sections.put(TYPES, typeSection.done());
            sections.put(FUNCTIONS, functionSection.done());
            sections.put(CODE, codeSection.done());
            Writer all = new Writer().bytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
            sections.forEach((id, section) -> all.op(id, section.length).bytes(section));
            return all.done();
        }
    }

    /** A function's instructions with what control flow makes of them. */
    private static final class Flow {
        final Instruction[] code;
        /** For block, loop, if and else: where their end stands. */
        final int[] ends;
        /** For if: where its else stands, or its end. */
        final int[] elses;
        /** For each instruction: the starts of the constructs around it, outermost first. */
        final int[][] around;
        final long[] liveBefore;

        Flow(List<Instruction> instructions) {
            code = instructions.toArray(new Instruction[0]);
            ends = new int[code.length];
            elses = new int[code.length];
            around = new int[code.length][];
            matchEnds();
            liveBefore = new long[code.length + 1];
            while (improveLiveness()) {
                // Until nothing changes any more.
            }
        }

        private void matchEnds() {
            Deque<Integer> open = new ArrayDeque<>();
            int[] now = {};
            for (int index = 0; index < code.length; index++) {
                around[index] = now;
                switch (code[index].op()) {
                    case Op.BLOCK, Op.LOOP, Op.IF -> {
                        open.push(index);
                        now = Arrays.copyOf(now, now.length + 1);
                        now[now.length - 1] = index;
                    }
                    case Op.ELSE -> elses[open.peek()] = index;
                    case Op.END -> {
                        if (open.isEmpty()) {
                            continue;
                        }
                        int start = open.pop();
                        ends[start] = index;
                        if (elses[start] == 0) {
                            elses[start] = index;
                        } else {
                            ends[elses[start]] = index;
                        }
                        now = Arrays.copyOf(now, now.length - 1);
                    }
                    default -> {}
                }
            }
        }

        /** Where a branch to a label goes on; the function's last instruction for a branch out of it. */
        int destination(int index, int label) {
            int[] constructs = around[index];
            if (label >= constructs.length) {
                return code.length - 1;
            }
            int start = constructs[constructs.length - 1 - label];
            return code[start].op() == Op.LOOP ? start : ends[start];
        }

        /** The type of the value that a branch to a label takes along, or {@link Op#VOID}. */
        int valueOf(int index, int label, Signature signature) {
            int[] constructs = around[index];
            if (label >= constructs.length) {
                return signature.results().length == 0 ? Op.VOID : signature.results()[0] & 0xff;
            }
            Instruction start = code[constructs[constructs.length - 1 - label]];
            return start.op() == Op.LOOP ? Op.VOID : start.operand();
        }

        private boolean improveLiveness() {
            boolean changed = false;
            for (int index = code.length - 1; index >= 0; index--) {
                long live = liveAfter(index);
                Instruction instruction = code[index];
                if (instruction.op() == Op.LOCAL_SET || instruction.op() == Op.LOCAL_TEE) {
                    live &= ~(1L << instruction.operand());
                } else if (instruction.op() == Op.LOCAL_GET) {
                    live |= 1L << instruction.operand();
                }
                changed |= live != liveBefore[index];
                liveBefore[index] = live;
            }
            return changed;
        }

        private long liveAfter(int index) {
            Instruction instruction = code[index];
            return switch (instruction.op()) {
                case Op.RETURN, Op.UNREACHABLE -> 0;
                case Op.BR -> liveBefore[destination(index, instruction.operand())];
                case Op.BR_IF -> liveBefore[index + 1] | liveBefore[destination(index, instruction.operand())];
                case Op.BR_TABLE -> {
                    long live = 0;
                    for (int target : instruction.targets()) {
                        live |= liveBefore[destination(index, target)];
                    }
                    yield live;
                }
                case Op.IF -> liveBefore[index + 1] | liveBefore[elses[index] + (code[elses[index]].op() == Op.ELSE ? 1 : 0)];
                case Op.ELSE -> liveBefore[ends[index]];
                default -> liveBefore[index + 1];
            };
        }
    }

    /** Cases that share a function: {@code from} to {@code to}, exclusive. */
    private record Group(int from, int to) {}

    /** Splits one function of a module. */
    private static final class Splitter {
        /** From here on a number is not that of a case but of a way out of the nest. */
        private static final int WAYS_OUT = 0x4000_0000;
        private static final int GROUP_SHIFT = 16;
        private static final int CHUNK_SHIFT = 7;

        private final Module module;
        private final int function;
        private final Signature signature;
        private final List<Integer> localTypes = new ArrayList<>();
        private final Flow flow;

        /** Where the br_table of the nest stands. */
        private final int table;
        /** Starts of the nested blocks, innermost first. */
        private final List<Integer> blocks = new ArrayList<>();
        private final List<Group> groups = new ArrayList<>();
        private final int[] codes;
        /** Ways out of the nest, by the label they go to as seen from outside; -1 is a return. */
        private final Map<Integer, Integer> waysOut = new LinkedHashMap<>();
        private final Map<Integer, Integer> destinations = new HashMap<>();
        /** Ways out that take a value along. */
        private final Set<Integer> carryingValue = new HashSet<>();

        Splitter(Module module, int function) {
            this.module = module;
            this.function = function;
            signature = module.signature(function);
            for (byte parameter : signature.parameters()) {
                localTypes.add(parameter & 0xff);
            }
            Reader reader = new Reader(module.body(function), 0);
            for (int left = reader.unsigned(); left > 0; left--) {
                int count = reader.unsigned();
                int type = reader.next();
                for (int index = 0; index < count; index++) {
                    localTypes.add(type);
                }
            }
            if (localTypes.size() > Long.SIZE) {
                throw new IllegalStateException("function " + function + " has too many locals");
            }
            List<Instruction> instructions = new ArrayList<>();
            while (reader.at < reader.data.length) {
                instructions.add(reader.instruction());
            }
            flow = new Flow(instructions);
            table = largestTable();
            findBlocks();
            refuseBranchesBeforeTheTable();
            codes = new int[cases()];
            makeGroups();
        }

        private int largestTable() {
            int largest = -1;
            for (int index = 0; index < flow.code.length; index++) {
                if (flow.code[index].op() == Op.BR_TABLE
                        && (largest < 0 || flow.around[index].length > flow.around[largest].length)) {
                    largest = index;
                }
            }
            return largest;
        }

        private void findBlocks() {
            int[] around = flow.around[table];
            for (int level = around.length - 1; level >= 0; level--) {
                int start = around[level];
                boolean adjacent = blocks.isEmpty() || blocks.get(blocks.size() - 1) == start + 1;
                if (!adjacent || flow.code[start].op() != Op.BLOCK || flow.code[start].operand() != Op.VOID) {
                    break;
                }
                blocks.add(start);
            }
            if (blocks.size() < 2 || flow.ends[blocks.get(0)] != table + 1) {
                throw new IllegalStateException("function " + function + " holds no nest of cases");
            }
        }

        private void refuseBranchesBeforeTheTable() {
            for (int index = blocks.get(0) + 1; index < table; index++) {
                int op = flow.code[index].op();
                if (op == Op.BR || op == Op.BR_IF || op == Op.BR_TABLE) {
                    throw new IllegalStateException("function " + function + " branches before it chooses a case");
                }
            }
        }

        /** What follows the outermost block is no case: it stays where it is. */
        private int cases() {
            return blocks.size() - 1;
        }

        private int firstOf(int number) {
            return flow.ends[blocks.get(number)] + 1;
        }

        private int endOf(int number) {
            return flow.ends[blocks.get(number + 1)];
        }

        private void makeGroups() {
            int from = 0;
            while (from < cases()) {
                int to = from + 1;
                while (to < cases() && endOf(to) - firstOf(from) <= INSTRUCTIONS_OF_A_FUNCTION) {
                    to++;
                }
                for (int number = from; number < to; number++) {
                    codes[number] = (groups.size() << GROUP_SHIFT) | (number - from);
                }
                groups.add(new Group(from, to));
                from = to;
            }
        }

        private Group groupOf(int number) {
            return groups.get(codes[number] >>> GROUP_SHIFT);
        }

        void split() {
            List<byte[]> groupBodies = new ArrayList<>();
            for (Group group : groups) {
                groupBodies.add(new GroupWriter(group).body());
            }
            int selector = addSelector();
            List<Integer> groupFunctions = new ArrayList<>();
            Signature groupSignature = new Signature(new byte[] {Op.I32, Op.I32}, new byte[] {Op.I32});
            for (byte[] body : groupBodies) {
                groupFunctions.add(module.add(groupSignature, body));
            }
            int runner = module.add(groupSignature, runnerBody(groupFunctions));
            byte[] parameters = Arrays.copyOf(signature.parameters(), signature.parameters().length + 1);
            parameters[parameters.length - 1] = Op.I32;
            int rest = module.add(
                    new Signature(parameters, signature.results()), restBody(selector, runner));
            module.replaceBody(function, wrapperBody(rest));
        }

        /** The number for going to a case, or to a label outside of the nest, as seen from inside of it. */
        private int code(int label, int destination) {
            if (label < cases()) {
                return codes[label];
            }
            return wayOut(label - cases(), destination);
        }

        private int wayOut(int label, int destination) {
            destinations.put(label, destination);
            return WAYS_OUT + waysOut.computeIfAbsent(label, key -> waysOut.size());
        }

        private int returning() {
            return wayOut(-1, flow.code.length);
        }

        /** From the value that the table switches on to a number; in steps, so that no method becomes large. */
        private int addSelector() {
            int[] targets = flow.code[table].targets();
            int[] numbers = new int[targets.length];
            for (int index = 0; index < targets.length; index++) {
                numbers[index] = code(targets[index], flow.destination(table, targets[index]));
            }
            int other = numbers[numbers.length - 1];
            Signature mapping = new Signature(new byte[] {Op.I32}, new byte[] {Op.I32});
            List<Integer> chunks = new ArrayList<>();
            int size = 1 << CHUNK_SHIFT;
            for (int from = 0; from < numbers.length - 1; from += size) {
                int[] part = Arrays.copyOfRange(numbers, from, Math.min(from + size, numbers.length - 1));
                chunks.add(module.add(mapping, chunkBody(part, other)));
            }
            Writer top = new Writer().unsigned(0);
            for (int index = 0; index <= chunks.size(); index++) {
                top.op(Op.BLOCK, Op.VOID);
            }
            top.op(Op.LOCAL_GET, 0).constant(CHUNK_SHIFT).op(Op.I32_SHR_U).table(upTo(chunks.size()));
            for (int chunk : chunks) {
                top.op(Op.END).op(Op.LOCAL_GET, 0).constant(size - 1).op(Op.I32_AND);
                top.op(Op.CALL, chunk).op(Op.RETURN);
            }
            return module.add(mapping, top.op(Op.END).constant(other).op(Op.END).done());
        }

        private static byte[] chunkBody(int[] numbers, int other) {
            Map<Integer, Integer> places = new LinkedHashMap<>();
            int[] targets = new int[numbers.length + 1];
            for (int index = 0; index < numbers.length; index++) {
                targets[index] = places.computeIfAbsent(numbers[index], key -> places.size());
            }
            targets[numbers.length] = places.computeIfAbsent(other, key -> places.size());
            Writer body = new Writer().unsigned(0);
            places.forEach((number, place) -> body.op(Op.BLOCK, Op.VOID));
            body.op(Op.LOCAL_GET, 0).table(targets);
            places.keySet().forEach(number -> body.op(Op.END).constant(number).op(Op.RETURN));
            return body.op(Op.UNREACHABLE).op(Op.END).done();
        }

        private static int[] upTo(int last) {
            int[] numbers = new int[last + 1];
            for (int index = 0; index <= last; index++) {
                numbers[index] = index;
            }
            return numbers;
        }

        private long liveAt(int destination) {
            return destination < flow.code.length ? flow.liveBefore[destination] : 0;
        }

        private long liveInto(Group group) {
            long live = 0;
            for (int number = group.from(); number < group.to(); number++) {
                live |= liveAt(firstOf(number));
            }
            return live;
        }

        private long liveOut() {
            return destinations.values().stream().mapToLong(this::liveAt).reduce(0, (all, some) -> all | some);
        }

        private long liveInto() {
            return groups.stream().mapToLong(this::liveInto).reduce(0, (all, some) -> all | some);
        }

        private void move(Writer out, long locals, boolean intoFrame, int frame, int firstLocal, int shiftFrom) {
            for (int local = 0; local < localTypes.size(); local++) {
                if ((locals & (1L << local)) == 0) {
                    continue;
                }
                int place = local >= shiftFrom ? local + firstLocal : local;
                out.op(Op.LOCAL_GET, frame);
                if (intoFrame) {
                    out.op(Op.LOCAL_GET, place).memory(Op.store(localTypes.get(local)), local);
                } else {
                    out.memory(Op.load(localTypes.get(local)), local).op(Op.LOCAL_SET, place);
                }
            }
        }

        /** Makes room on the module's stack, whose pointer is global 0, calls the rest, gives the room back. */
        private byte[] wrapperBody(int rest) {
            int room = (8 * (localTypes.size() + 1) + 15) & ~15;
            int parameters = signature.parameters().length;
            Writer body = new Writer().unsigned(1).unsigned(1).unsigned(Op.I32);
            body.op(Op.GLOBAL_GET, 0).op(Op.LOCAL_TEE, parameters);
            body.constant(room).op(Op.I32_SUB).op(Op.GLOBAL_SET, 0);
            for (int parameter = 0; parameter < parameters; parameter++) {
                body.op(Op.LOCAL_GET, parameter);
            }
            body.op(Op.GLOBAL_GET, 0).op(Op.CALL, rest);
            return body.op(Op.LOCAL_GET, parameters)
                    .op(Op.GLOBAL_SET, 0)
                    .op(Op.END)
                    .done();
        }

        /** Runs one group after the other until one leaves the nest; answers the way out. */
        private static byte[] runnerBody(List<Integer> groupFunctions) {
            int frame = 0;
            int number = 1;
            Writer body = new Writer().unsigned(0);
            body.op(Op.LOOP, Op.VOID).op(Op.BLOCK, Op.VOID);
            body.op(Op.LOCAL_GET, number).constant(WAYS_OUT).op(Op.I32_GE_U).op(Op.BR_IF, 0);
            groupFunctions.forEach(function -> body.op(Op.BLOCK, Op.VOID));
            int[] targets = upTo(groupFunctions.size() - 1);
            body.op(Op.LOCAL_GET, number).constant(GROUP_SHIFT).op(Op.I32_SHR_U).table(targets);
            for (int index = 0; index < groupFunctions.size(); index++) {
                body.op(Op.END).op(Op.LOCAL_GET, frame);
                body.op(Op.LOCAL_GET, number).constant((1 << GROUP_SHIFT) - 1).op(Op.I32_AND);
                body.op(Op.CALL, groupFunctions.get(index)).op(Op.LOCAL_SET, number);
                body.op(Op.BR, groupFunctions.size() - index);
            }
            body.op(Op.END).op(Op.END);
            return body.op(Op.LOCAL_GET, number).op(Op.END).done();
        }

        /** The function without its cases. Behind its parameters comes the frame, behind its locals the number. */
        private byte[] restBody(int selector, int runner) {
            int frame = signature.parameters().length;
            int number = localTypes.size() + 1;
            Writer body = new Writer();
            body.unsigned(localTypes.size() - frame + 1);
            for (int type : localTypes.subList(frame, localTypes.size())) {
                body.unsigned(1).unsigned(type);
            }
            body.unsigned(1).unsigned(Op.I32);
            copyRest(body, 0, blocks.get(blocks.size() - 1));
            copyRest(body, blocks.get(0) + 1, table);
            body.op(Op.CALL, selector).op(Op.LOCAL_SET, number);
            move(body, liveInto() | liveOut(), true, frame, 1, frame);
            body.op(Op.LOCAL_GET, frame).op(Op.LOCAL_GET, number);
            body.op(Op.CALL, runner).op(Op.LOCAL_SET, number);
            move(body, liveOut(), false, frame, 1, frame);
            leave(body, frame, number);
            copyRest(body, flow.ends[blocks.get(blocks.size() - 1)] + 1, flow.code.length);
            return body.done();
        }

        /** Goes where a number says; label 0 as seen from outside of the nest is the code right behind it. */
        private void leave(Writer body, int frame, int number) {
            List<Integer> labels = new ArrayList<>(waysOut.keySet());
            for (int index = 0; index < labels.size(); index++) {
                body.op(Op.BLOCK, Op.VOID);
            }
            body.op(Op.BLOCK, Op.VOID);
            body.op(Op.LOCAL_GET, number).constant(WAYS_OUT).op(Op.I32_SUB).table(upTo(labels.size() - 1));
            body.op(Op.END);
            for (int index = 0; index < labels.size(); index++) {
                int open = labels.size() - 1 - index;
                int label = labels.get(index);
                if (carryingValue.contains(label)) {
                    body.op(Op.LOCAL_GET, frame).memory(Op.load(Op.I32), localTypes.size());
                }
                if (label < 0) {
                    body.op(Op.RETURN);
                } else {
                    body.op(Op.BR, open + label);
                }
                body.op(Op.END);
            }
        }

        private void copyRest(Writer body, int from, int to) {
            int frame = signature.parameters().length;
            for (int index = from; index < to; index++) {
                Instruction instruction = flow.code[index];
                boolean shifted = isLocal(instruction) && instruction.operand() >= frame;
                if (shifted) {
                    body.op(instruction.op(), instruction.operand() + 1);
                } else {
                    body.bytes(instruction.bytes());
                }
            }
        }

        private static boolean isLocal(Instruction instruction) {
            return instruction.op() >= Op.LOCAL_GET && instruction.op() <= Op.LOCAL_TEE;
        }

        /** Writes the function of one group: parameters are the frame and the case's number within the group. */
        private final class GroupWriter {
            private static final int FRAME = 0;
            private static final int NUMBER = 1;
            private static final int FIRST_LOCAL = 2;

            private final Group group;
            private final long written;
            private final int scratch = FIRST_LOCAL + localTypes.size();
            private final Writer out = new Writer();

            GroupWriter(Group group) {
                this.group = group;
                long changed = 0;
                for (int index = firstOf(group.from()); index < endOf(group.to() - 1); index++) {
                    Instruction instruction = flow.code[index];
                    if (instruction.op() == Op.LOCAL_SET || instruction.op() == Op.LOCAL_TEE) {
                        changed |= 1L << instruction.operand();
                    }
                }
                written = changed;
            }

            byte[] body() {
                out.unsigned(localTypes.size() + 1);
                localTypes.forEach(type -> out.unsigned(1).unsigned(type));
                out.unsigned(1).unsigned(Op.I32);
                move(out, liveInto(group), false, FRAME, FIRST_LOCAL, 0);
                int size = group.to() - group.from();
                for (int index = 0; index < size; index++) {
                    out.op(Op.BLOCK, Op.VOID);
                }
                out.op(Op.LOCAL_GET, NUMBER).table(upTo(size - 1));
                for (int number = group.from(); number < group.to(); number++) {
                    out.op(Op.END);
                    for (int index = firstOf(number); index < endOf(number); index++) {
                        write(number, index);
                    }
                }
                int next = group.to();
                exit(next, next < cases() ? firstOf(next) : flow.ends[blocks.get(cases())]);
                return out.op(Op.END).done();
            }

            private void write(int number, int index) {
                Instruction instruction = flow.code[index];
                int inside = flow.around[index].length - flow.around[blocks.get(number + 1)].length - 1;
                switch (instruction.op()) {
                    case Op.BR -> {
                        if (leaves(number, instruction.operand(), inside)) {
                            keepValue(number, index, instruction.operand(), inside);
                            exit(label(number, instruction.operand(), inside), flow.destination(index, instruction.operand()));
                        } else {
                            out.bytes(instruction.bytes());
                        }
                    }
                    case Op.BR_IF -> {
                        if (leaves(number, instruction.operand(), inside)) {
                            refuseValue(index, instruction.operand());
                            out.op(Op.IF, Op.VOID);
                            exit(label(number, instruction.operand(), inside), flow.destination(index, instruction.operand()));
                            out.op(Op.END);
                        } else {
                            out.bytes(instruction.bytes());
                        }
                    }
                    case Op.BR_TABLE -> writeTable(number, index, instruction.targets(), inside);
                    case Op.RETURN -> writeReturn();
                    default -> {
                        if (isLocal(instruction)) {
                            out.op(instruction.op(), instruction.operand() + FIRST_LOCAL);
                        } else {
                            out.bytes(instruction.bytes());
                        }
                    }
                }
            }

            /** The label as seen from the nest: a case, or beyond. */
            private int label(int number, int label, int inside) {
                return number + 1 + label - inside;
            }

            private boolean leaves(int number, int label, int inside) {
                return label >= inside && label(number, label, inside) >= group.to();
            }

            private void exit(int label, int destination) {
                int code = code(label, destination);
                move(out, liveAt(destination) & written, true, FRAME, FIRST_LOCAL, 0);
                out.constant(code).op(Op.RETURN);
            }

            private void writeTable(int number, int index, int[] targets, int inside) {
                Map<Integer, Integer> leaving = new LinkedHashMap<>();
                for (int target : targets) {
                    if (leaves(number, target, inside)) {
                        refuseValue(index, target);
                        leaving.putIfAbsent(target, leaving.size());
                    }
                }
                int[] moved = new int[targets.length];
                for (int entry = 0; entry < targets.length; entry++) {
                    moved[entry] = leaving.getOrDefault(targets[entry], targets[entry] + leaving.size());
                }
                out.op(Op.LOCAL_SET, scratch);
                leaving.forEach((target, place) -> out.op(Op.BLOCK, Op.VOID));
                out.op(Op.LOCAL_GET, scratch).table(moved);
                for (int target : leaving.keySet()) {
                    out.op(Op.END);
                    exit(label(number, target, inside), flow.destination(index, target));
                }
            }

            private void writeReturn() {
                if (signature.results().length > 0) {
                    putValue(-1, signature.results()[0] & 0xff);
                }
                out.constant(returning()).op(Op.RETURN);
            }

            private void keepValue(int number, int index, int label, int inside) {
                int type = flow.valueOf(index, label, signature);
                if (type != Op.VOID) {
                    putValue(label(number, label, inside) - cases(), type);
                }
            }

            private void putValue(int label, int type) {
                if (type != Op.I32) {
                    throw new IllegalStateException("function " + function + " carries a value of type " + type);
                }
                carryingValue.add(label);
                out.op(Op.LOCAL_SET, scratch).op(Op.LOCAL_GET, FRAME).op(Op.LOCAL_GET, scratch);
                out.memory(Op.store(type), localTypes.size());
            }

            private void refuseValue(int index, int label) {
                if (flow.valueOf(index, label, signature) != Op.VOID) {
                    throw new IllegalStateException("function " + function + " leaves with a value it may still need");
                }
            }
        }
    }
}
