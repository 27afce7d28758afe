package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Rule;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a parsed text is one statement that only reads. Every kind of node is on a list of those a read may hold. */
final class PostgresPolicy {
    private static final Set<String> NODES = WordList.read("postgres-read-nodes.txt");
    private static final Set<String> WRITES =
            Set.of("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CopyStmt", "TruncateStmt");
    private static final Set<String> SAMPLES = Set.of("bernoulli", "system");

    private final FindingWriter findings;

    PostgresPolicy(FindingWriter findings) {
        this.findings = findings;
    }

    /** Looks at the single statement of a text; whether it can be resolved further as a query. */
    boolean check(JsonNode statement) {
        if (!Tree.is(statement, "SelectStmt")) {
            refuse(Tree.kind(statement));
            return false;
        }
        walk(statement);
        return true;
    }

    private void walk(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::walk);
            return;
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode child = node.get(name);
            boolean isNode = !name.isEmpty() && Character.isUpperCase(name.charAt(0));
            if (isNode) {
                node(name, child);
            }
            if (name.equals("intoClause")) {
                findings.error(Rule.POLICY_WRITE, "SELECT INTO makes a table; only reads are allowed");
            }
            if (child.isContainerNode()) {
                walk(child);
            }
        }
    }

    private void node(String kind, JsonNode body) {
        if (kind.equals("LockingClause")) {
            findings.error(Rule.POLICY_LOCKING, "FOR UPDATE and FOR SHARE lock rows; leave them out");
            return;
        }
        if (kind.equals("RangeTableSample")) {
            String method = String.join(".", Tree.strings(body.path("method")));
            if (!SAMPLES.contains(method)) {
                findings.error(
                        Rule.POLICY_FUNCTION,
                        Optional.empty(),
                        method,
                        "table sampling method \"" + method + "\" is not on the list; use bernoulli or system",
                        List.of("bernoulli"));
            }
        }
        if (!NODES.contains(kind)) {
            refuse(kind);
        }
    }

    private void refuse(String kind) {
        String words = words(kind);
        boolean writes = WRITES.contains(kind);
        findings.error(
                writes ? Rule.POLICY_WRITE : Rule.POLICY_NOT_A_READ,
                writes
                        ? words + " writes; only reads are allowed"
                        : words + " is no read; send one SELECT, VALUES or TABLE");
    }

    /** {@code CreateTableAsStmt} as {@code CREATE TABLE AS}. */
    private static String words(String kind) {
        return kind.replaceAll("Stmt$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }
}
