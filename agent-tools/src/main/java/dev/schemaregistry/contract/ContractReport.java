package dev.schemaregistry.contract;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the stored schema says about a query.
 *
 * @param pureRead proved to be exactly one statement that only reads registered tables, through functions of the allow-list;
 *     a query without this proof must not reach a source, not even for a dry run
 * @param findings everything found in one pass, errors first, then by place
 * @param tables the registered tables it reads, sorted
 * @param fields the fields it names, sorted; {@code *} counts as all
 * @param columns the result's columns in order; empty when they could not be told
 * @param checkedAgainst the versions of {@code tables}, as far as they have one
 */
public record ContractReport(
        SourceId source,
        Verdict verdict,
        boolean pureRead,
        List<Finding> findings,
        List<TableName> tables,
        List<FieldUse> fields,
        List<ResultColumn> columns,
        Map<TableName, SemanticVersion> checkedAgainst) {

    public ContractReport {
        requireNonNull(source, "source");
        requireNonNull(verdict, "verdict");
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
        fields = List.copyOf(fields);
        columns = List.copyOf(columns);
        checkedAgainst = Map.copyOf(checkedAgainst);
    }

    /** A verdict for one reason, of a query that was not looked into; never {@link Verdict#ACCEPT}. */
    public static ContractReport of(SourceId source, Verdict verdict, Finding reason) {
        if (verdict == Verdict.ACCEPT) {
            throw new IllegalArgumentException("a query that was not looked into can't be accepted");
        }
        return new ContractReport(source, verdict, false, List.of(reason), List.of(), List.of(), List.of(), Map.of());
    }

    /** Whether it may go on to the source. */
    public boolean accepted() {
        return verdict == Verdict.ACCEPT;
    }

    /** The finding to act on first. */
    public Optional<Finding> firstError() {
        return findings.stream().filter(Finding::isError).findFirst();
    }

    /** The outcome. */
    public enum Verdict {
        /** Nothing wrong by the stored schema, and a pure read. */
        ACCEPT,
        /** At least one finding is an error. */
        REJECT,
        /** No opinion: the checker failed, or does not know a construct. Never to be taken for a pass. */
        UNVERIFIED,
        /** The text could not be read at all, for a reason other than its grammar. Never to be taken for a pass. */
        UNPARSED
    }

    /** A field that the query names. */
    public record FieldUse(TableName table, String field) implements Comparable<FieldUse> {
        public FieldUse {
            requireNonNull(table, "table");
            requireNonNull(field, "field");
        }

        @Override
        public int compareTo(FieldUse other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : field.compareTo(other.field);
        }
    }

    /**
     * A column of the result.
     *
     * @param nativeType the source's name of the type; empty when not known
     * @param type the neutral type; empty when not known, or when the column is computed
     * @param nullability whether it may hold null
     */
    public record ResultColumn(String name, String nativeType, Optional<DataType> type, Nullability nullability) {
        public ResultColumn {
            requireNonNull(name, "name");
            requireNonNull(nativeType, "nativeType");
            requireNonNull(type, "type");
            requireNonNull(nullability, "nullability");
        }
    }

    /** Whether a value may be null. */
    public enum Nullability {
        NULLABLE,
        NOT_NULL,
        UNKNOWN
    }
}
