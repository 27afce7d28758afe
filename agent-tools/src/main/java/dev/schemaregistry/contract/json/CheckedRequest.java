package dev.schemaregistry.contract.json;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one check gathers: findings, tables and fields used, columns of the answer. Confined to one thread. */
public final class CheckedRequest {
    private final ContractQuery query;
    private final JsonFindings findings;
    private final Set<TableName> tables = new TreeSet<>();
    private final Set<FieldUse> fields = new TreeSet<>();
    private List<ResultColumn> columns = List.of();
    private boolean read;

    CheckedRequest(ContractQuery query) {
        this.query = query;
        this.findings = new JsonFindings(query.text());
    }

    public SchemaContext schema() {
        return query.schema();
    }

    public JsonFindings findings() {
        return findings;
    }

    /** The request reads a registered table. */
    public void used(TableName table) {
        tables.add(table);
    }

    /** The request names a field. */
    public void used(TableName table, String field) {
        fields.add(new FieldUse(table, field));
        requireShown(table, field);
    }

    /** The request names a field, rightly or not: an error where the column policy withholds it. */
    public void requireShown(TableName table, String field) {
        schema().findTable(table)
                .filter(known -> Withheld.isWithheld(known, field))
                .ifPresent(known -> findings.error(Rule.FIELD_WITHHELD, Withheld.field(known, field)));
    }

    /** The request takes all fields of a table at once. */
    public void usedWhole(Table table) {
        if (table.hasWithheld()) {
            findings.error(Rule.FIELD_WITHHELD, Withheld.all(table));
        }
    }

    /** The operation is on the allow-list of reads. Without this call nothing is accepted. */
    public void isRead() {
        read = true;
    }

    /** What the answer holds. */
    public void answers(List<ResultColumn> found) {
        columns = List.copyOf(found);
    }

    ContractReport report() {
        Map<TableName, SemanticVersion> versions = new TreeMap<>(query.schema().versions());
        versions.keySet().retainAll(tables);
        return new ContractReport(
                query.schema().source(),
                verdict(),
                read && !findings.hasErrors(),
                findings.sorted(),
                List.copyOf(tables),
                List.copyOf(fields),
                findings.hasErrors() ? List.of() : columns,
                versions);
    }

    private Verdict verdict() {
        if (findings.hasErrors()) {
            return Verdict.REJECT;
        }
        return read && !findings.isIncomplete() ? Verdict.ACCEPT : Verdict.UNVERIFIED;
    }
}
