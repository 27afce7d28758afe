package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.schemaregistry.contract.FindingWriter;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.Signature;
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
    private final PostgresSchema names;
    private final Map<TableName, Optional<String>> refusals = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> conditions = new ConcurrentHashMap<>();

    ViewPolicy(PostgresGrammar grammar, PostgresSchema names) {
        this.grammar = grammar;
        this.names = names;
    }

    /** A condition of a domain is an expression over {@code VALUE}; what it calls runs when a value is made. */
    void checkCondition(String condition, SchemaContext schema, FindingWriter findings) {
        Optional<String> refused = conditions.computeIfAbsent(
                condition,
                text -> grammar.parse("SELECT " + text) instanceof ParseOutcome.Parsed parsed
                        ? look(parsed.tree(), schema, 0)
                        : Optional.of("(the condition could not be read)"));
        refused.ifPresent(function -> findings.error(
                Rule.POLICY_OPERATOR,
                Optional.empty(),
                function,
                "the condition of a domain calls \"" + function
                        + "\", which is not on the list of functions a read may call"));
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
        Optional<String> noted = names.own().view(name);
        if (noted.isPresent()) {
            return noted;
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
                case "TypeName" -> type(Tree.body(node));
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
        if (node.has("typeName")) {
            found.add(JsonNodeFactory.instance.objectNode().set("TypeName", node.get("typeName")));
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                collect(child, found);
            }
        }
    }

    private Optional<String> function(JsonNode node) {
        List<String> parts = Tree.strings(Tree.body(node).path("funcname"));
        String name = parts.get(parts.size() - 1);
        String schema = schema(parts);
        PostgresCatalog catalog = names.types().catalog();
        List<CatalogFunction> functions = catalog.functions(name).stream()
                .filter(function -> function.schema().equals(schema))
                .toList();
        if (!schema.equals(PostgresCatalog.SYSTEM_SCHEMA)) {
            return functions.isEmpty() ? Optional.of(name) : Optional.empty();
        }
        boolean cast = catalog.findType(schema, name).isPresent();
        boolean allowed = functions.isEmpty() ? cast : functions.stream().allMatch(names.own()::isAllowed);
        return allowed ? Optional.empty() : Optional.of(name);
    }

    /**
     * Definitions are written without a search path, so that a name without schema is a built-in one. Which of the source's own
     * functions and operators of a name is meant the server has noted, see {@link OwnObjects#view}: here it need only be known.
     */
    private static String schema(List<String> parts) {
        return parts.size() > 1 ? parts.get(parts.size() - 2) : PostgresCatalog.SYSTEM_SCHEMA;
    }

    private Optional<String> type(JsonNode typeName) {
        return new NamedTypes(names).refused(Tree.strings(typeName.path("names")));
    }

    /** An operator of the source's own calls a function of the source's own. */
    private Optional<String> operator(JsonNode node) {
        List<String> parts = Tree.strings(Tree.body(node).path("name"));
        String name = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        if (name.isEmpty() || Character.isLetter(name.charAt(0)) || name.equals("<>") || name.equals("!=")) {
            return parts.size() > 1 && !schema(parts).equals(PostgresCatalog.SYSTEM_SCHEMA)
                    ? Optional.of(name)
                    : Optional.empty();
        }
        List<Signature> meant = names.types().catalog().operators(name).stream()
                .filter(operator -> operator.schema().equals(schema(parts)))
                .map(Signature.class::cast)
                .toList();
        return meant.isEmpty() ? Optional.of(name) : Optional.empty();
    }

    private Optional<String> relation(JsonNode node, SchemaContext schema, int depth) {
        JsonNode body = Tree.body(node);
        String namespace = body.path("schemaname").asText("");
        String name = body.path("relname").asText("");
        return schema.findTable(namespace.isEmpty() ? schema.defaultNamespace() : namespace, name)
                .flatMap(table -> refusal(table.name(), schema, depth + 1));
    }
}
