package dev.schemaregistry.connector.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The instructions of SQLite's virtual machine that a read may be compiled to ("The SQLite Bytecode Engine"). Whatever is not on
 * the list, writing and unknown ones alike, makes a statement no read. Insert and Delete are on it because sorting and recursion
 * fill tables in memory with them; to touch a file a program must first say so in a Transaction whose second operand is not 0.
 */
final class Opcodes {
    private static final Set<String> READING = Arrays.stream("""
                    Abortable Add AddImm Affinity AggFinal AggInverse AggStep AggStep1 AggValue And BeginSubrtn BitAnd
                    BitNot BitOr Blob Cast Close ClrSubtype CollSeq Column ColumnsUsed Compare Concat Copy Count CursorHint
                    CursorLock CursorUnlock DecrJumpZero DeferredSeek Delete Divide ElseEq EndCoroutine Eq Explain Filter
                    FilterAdd FinishSeek Found Function Ge GetSubtype Gosub Goto Gt Halt HaltIfNull IFindKey IdxGE IdxGT
                    IdxInsert IdxLE IdxLT IdxRowid If IfEmpty IfNoHope IfNot IfNotOpen IfNotZero IfNullRow IfPos IfSizeBetween
                    Init InitCoroutine Int64 IntCopy Integer IsNull IsTrue IsType Jump Last Le Lt MakeRecord MemMax Move Multiply
                    MustBeInt Ne NewRowid Next Noop NotExists NotFound NotNull NoConflict Not Null NullRow Offset OffsetLimit
                    Once OpenAutoindex OpenDup OpenEphemeral OpenPseudo OpenRead Or Permutation Prev PureFunc Real
                    RealAffinity ReleaseReg Remainder ReopenIdx ResetSorter ResultRow Return Rewind RowCell RowData RowSetAdd
                    RowSetRead RowSetTest Rowid SCopy SeekEnd SeekGE SeekGT SeekHit SeekLE SeekLT SeekRowid SeekScan Sequence
                    SequenceTest SetSubtype ShiftLeft ShiftRight SoftNull Sort SorterCompare SorterData SorterInsert SorterNext
                    SorterOpen SorterSort String String8 Subtract TableLock Trace Transaction TypeCheck VColumn VFilter VInitIn
                    VNext VOpen Variable Yield ZeroOrNull Insert
                    """.strip().split("\\s+"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private Opcodes() {}

    /**
     * The first instruction of the compiled query that no read needs.
     *
     * @throws SQLException when the query does not compile
     */
    static Optional<String> findForbidden(Connection connection, String query) throws SQLException {
        List<String> forbidden = new ArrayList<>();
        new CatalogQuery("EXPLAIN " + query).forEach(connection, row -> {
            String opcode = row.text("opcode");
            boolean writes = opcode.equals("Transaction") && row.number("p2") != 0;
            if (writes || !READING.contains(opcode.toLowerCase(Locale.ROOT))) {
                forbidden.add(writes ? "a transaction that writes" : "the instruction " + opcode);
            }
        });
        return forbidden.stream().findFirst();
    }
}
