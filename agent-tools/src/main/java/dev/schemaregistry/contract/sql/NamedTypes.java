package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import java.util.List;
import java.util.Optional;

/** The types a statement names, wherever: a cast, the columns of a function, of XMLTABLE or JSON_TABLE, what JSON_VALUE returns. */
final class NamedTypes {
    private final PostgresSchema names;

    NamedTypes(PostgresSchema names) {
        this.names = names;
    }

    /** A finding for each type whose values can't be made without code that a read may not run. */
    void check(JsonNode node, CheckSession session) {
        JsonNode typeName = node.has("typeName") ? node.get("typeName") : node.path("TypeName");
        if (typeName.isObject()) {
            check(Tree.strings(typeName.path("names")), Tree.location(typeName), session);
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                check(child, session);
            }
        }
    }

    private void check(List<String> parts, int location, CheckSession session) {
        types(parts).forEach(type -> session.makes(names.types().type(type.oid())));
        refused(parts)
                .ifPresent(function -> session.error(
                        Rule.POLICY_OPERATOR,
                        location,
                        String.join(".", parts),
                        "making a value of type " + String.join(".", parts) + " calls " + function
                                + ", which is not on the list of functions a read may call"));
    }

    /** What runs when a value of a type of that name is made; of several of that name, of any. */
    Optional<String> refused(List<String> parts) {
        return types(parts).stream()
                .flatMap(type -> names.own().making(names.types().type(type.oid())).stream())
                .findFirst();
    }

    private List<CatalogType> types(List<String> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        String name = parts.get(parts.size() - 1);
        return names.types().catalog().types(name).stream()
                .filter(type -> parts.size() == 1 || type.schema().equals(parts.get(parts.size() - 2)))
                .toList();
    }
}
