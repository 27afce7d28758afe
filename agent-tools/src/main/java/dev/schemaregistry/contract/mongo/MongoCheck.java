package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.ContractQuery;
import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.ContractReport.Verdict;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.mongo.Shape.Origin;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The check of one query. Confined to one thread. */
final class MongoCheck {
    private final ContractQuery query;
    private final MongoSchema schema;

    MongoCheck(ContractQuery query, MongoSchema schema) {
        this.query = query;
        this.schema = schema;
    }

    ContractReport report() {
        QueryReader.Read read;
        try {
            read = QueryReader.read(query.text());
        } catch (Unreadable refused) {
            return report(new Check(schema, refused(List.of(), refused)), Shape.UNKNOWN);
        }
        Findings findings = new Findings(query.text(), new Places(query.text(), read.marks()));
        Check check = new Check(schema, findings);
        try {
            Shape answer = new Commands(check).of(read.document(), At.start());
            check.passesOn(answer, At.start());
            WithheldNames.of(check).look(read.document(), At.start());
            return report(check, answer);
        } catch (Unreadable refused) {
            return report(new Check(schema, refused(read.marks(), refused)), Shape.UNKNOWN);
        }
    }

    private Findings refused(List<String> marks, Unreadable refused) {
        Findings findings = new Findings(query.text(), new Places(query.text(), marks));
        findings.error(refused.rule(), At.start(), refused.sentence());
        return findings;
    }

    private ContractReport report(Check check, Shape answer) {
        boolean refused = check.findings().hasErrors();
        Verdict verdict = refused ? Verdict.REJECT : check.isIncomplete() ? Verdict.UNVERIFIED : Verdict.ACCEPT;
        Map<TableName, SemanticVersion> versions = new HashMap<>();
        for (TableName table : check.tables()) {
            SemanticVersion version = schema.context().versions().get(table);
            if (version != null) {
                versions.put(table, version);
            }
        }
        return new ContractReport(
                query.schema().source(),
                verdict,
                !refused,
                check.findings().sorted(),
                List.copyOf(check.tables()),
                List.copyOf(check.fields()),
                refused ? List.of() : columns(answer),
                versions);
    }

    /** The fields of the answer's documents; none where more may come than is known. */
    private List<ResultColumn> columns(Shape answer) {
        return answer.fields().filter(fields -> fields.openness() != Openness.OPEN).stream()
                .flatMap(fields -> fields.byName().entrySet().stream())
                .map(field -> new ResultColumn(
                        field.getKey(),
                        field.getValue().words(),
                        field.getValue().origin().flatMap(this::type),
                        Nullability.UNKNOWN))
                .toList();
    }

    private Optional<DataType> type(Origin origin) {
        SchemaContext context = schema.context();
        return context.findTable(origin.table())
                .flatMap(table -> table.findField(origin.path()))
                .map(Field::type);
    }
}
