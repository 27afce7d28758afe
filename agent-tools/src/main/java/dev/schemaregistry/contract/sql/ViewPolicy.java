package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.grammar.ParseOutcome;
import dev.schemaregistry.contract.sql.grammar.PostgresGrammar;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Registered views run the functions of their definitions when read, so those must be on the allow-list too. Thread-safe; each
 * definition is looked at once.
 */
final class ViewPolicy {
    private static final int MOST_NESTED = 32;

    private final PostgresGrammar grammar;
    private final Map<TableName, Optional<String>> refusals = new ConcurrentHashMap<>();

    ViewPolicy(PostgresGrammar grammar) {
        this.grammar = grammar;
    }

    void check(TableName name, SchemaContext schema, FindingWriter findings) {
        refusal(name, schema, 0)
                .ifPresent(function -> findings.error(
                        Rule.POLICY_FUNCTION,
                        Optional.empty(),
                        name.text(),
                        "view \"" + name.text() + "\" calls function \"" + function
                                + "\", which is not on the list of functions a read may call"));
    }

    /** The function that makes a view unfit; views that it reads from included. */
    private Optional<String> refusal(TableName name, SchemaContext schema, int depth) {
        Optional<Table> view = schema.findTable(name).filter(table -> table.kind() == TableKind.VIEW);
        if (view.isEmpty() || view.get().definition().isEmpty() || depth > MOST_NESTED) {
            return Optional.empty();
        }
        Optional<String> known = refusals.get(name);
        if (known != null) {
            return known;
        }
        ParseOutcome outcome = grammar.parse(view.get().definition().get());
        if (!(outcome instanceof ParseOutcome.Parsed parsed)) {
            return Optional.of("(its definition could not be read)");
        }
        Optional<String> found = look(parsed.tree(), schema, depth);
        refusals.put(name, found);
        return found;
    }

    private Optional<String> look(JsonNode tree, SchemaContext schema, int depth) {
        List<JsonNode> nodes = new ArrayList<>();
        collect(tree, nodes);
        for (JsonNode node : nodes) {
            Optional<String> refused = switch (Tree.kind(node)) {
                case "FuncCall" -> function(node);
                case "A_Expr" -> operator(node);
                default -> relation(node, schema, depth);
            };
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (Tree.is(node, "FuncCall") || Tree.is(node, "RangeVar") || Tree.is(node, "A_Expr")) {
            found.add(node);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child, found);
            }
        }
    }

    private static Optional<String> function(JsonNode node) {
        List<String> names = Tree.strings(Tree.body(node).path("funcname"));
        String name = names.get(names.size() - 1);
        boolean foreign = names.size() > 1 && !names.get(0).equals(PostgresCatalog.SYSTEM_SCHEMA);
        List<CatalogFunction> functions = PostgresCatalog.bundled().functions(name);
        boolean cast = PostgresCatalog.bundled().findType(name).isPresent();
        boolean allowed =
                !foreign && (functions.isEmpty() ? cast : functions.stream().allMatch(FunctionPolicy::isAllowed));
        return allowed ? Optional.empty() : Optional.of(name);
    }

    /** An operator of the source's own calls a function of the source's own. */
    private static Optional<String> operator(JsonNode node) {
        List<String> names = Tree.strings(Tree.body(node).path("name"));
        String name = names.isEmpty() ? "" : names.get(names.size() - 1);
        boolean foreign = names.size() > 1 && !names.get(0).equals(PostgresCatalog.SYSTEM_SCHEMA);
        boolean word = name.isEmpty() || Character.isLetter(name.charAt(0));
        boolean known =
                word || !PostgresCatalog.bundled().operators(name).isEmpty() || name.equals("<>") || name.equals("!=");
        return foreign || !known ? Optional.of(name) : Optional.empty();
    }

    private Optional<String> relation(JsonNode node, SchemaContext schema, int depth) {
        JsonNode body = Tree.body(node);
        String namespace = body.path("schemaname").asText("");
        String name = body.path("relname").asText("");
        return schema.findTable(namespace.isEmpty() ? schema.defaultNamespace() : namespace, name)
                .flatMap(table -> refusal(table.name(), schema, depth + 1));
    }
}
