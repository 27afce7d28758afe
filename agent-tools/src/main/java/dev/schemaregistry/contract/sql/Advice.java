package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What is right by the schema, yet seldom meant or costly. Given for queries that have no error; refuses none. */
final class Advice {
    private final CheckSession session;
    private final FindingWriter findings;
    private final Set<String> commonTables = new HashSet<>();

    Advice(CheckSession session, FindingWriter findings) {
        this.session = session;
        this.findings = findings;
    }

    /** @param select the body of the outermost {@code SelectStmt} */
    void give(JsonNode select) {
        nameCommonTables(select);
        visit(select);
        if (isPlain(select)) {
            new OutputAdvice(this, tables(select), session.names().types().catalog()).give(select);
        }
    }

    private void nameCommonTables(JsonNode node) {
        JsonNode name = node.path("CommonTableExpr").path("ctename");
        if (!name.isMissingNode()) {
            commonTables.add(name.asText());
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                nameCommonTables(child);
            }
        }
    }

    private void visit(JsonNode node) {
        session.step();
        if (node.has("fromClause") && isPlain(node)) {
            SelectTables tables = tables(node);
            new JoinAdvice(this, tables).give(node);
            new FilterAdvice(this, tables).give();
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                visit(child);
            }
        }
    }

    private SelectTables tables(JsonNode select) {
        return new SelectTables(select, session.names(), commonTables);
    }

    private static boolean isPlain(JsonNode select) {
        return select.path("op").asText("SETOP_NONE").equals("SETOP_NONE") && !select.has("valuesLists");
    }

    void warn(Rule rule, int location, String path, String message) {
        findings.note(rule, Severity.WARNING, place(location), path, message);
    }

    void inform(Rule rule, int location, String path, String message) {
        findings.note(rule, Severity.INFO, place(location), path, message);
    }

    private Optional<Place> place(int location) {
        return session.place(location, 0);
    }
}
