package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.CallResolver.Call;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts that name objects of the catalog, {@code 'customers'::regclass}: only registered and built-in ones exist for a query. */
final class RegisteredObjects {
    private static final int REGPROC = 24;
    private static final int REGCLASS = 2205;
    private static final int REGTYPE = 2206;
    private static final int REGPROCEDURE = 2202;
    private static final int REGOPER = 2203;
    private static final int REGOPERATOR = 2204;
    private static final int REGNAMESPACE = 4089;
    private static final Map<String, Integer> CASTS_AS_CALLS = Map.of(
            "regproc", REGPROC,
            "regclass", REGCLASS,
            "regtype", REGTYPE,
            "regprocedure", REGPROCEDURE,
            "regoper", REGOPER,
            "regoperator", REGOPERATOR,
            "regnamespace", REGNAMESPACE);

    private final CheckSession session;

    RegisteredObjects(CheckSession session) {
        this.session = session;
    }

    /** A cast to one of these types. */
    void checkCast(Expression value, SqlType target) {
        if (!CASTS_AS_CALLS.containsValue(target.oid())) {
            return;
        }
        boolean literal =
                value.kind() == Expression.Kind.CONSTANT && value.text().startsWith("s");
        if (literal) {
            check(value.text().substring(1), target.oid(), value.location());
            return;
        }
        boolean text = session.names()
                .types()
                .catalog()
                .findType(value.type().oid())
                .filter(t -> t.category() == 'S')
                .isPresent();
        if (text && target.oid() == REGCLASS) {
            session.error(
                    Rule.POLICY_OPERATOR,
                    value.location(),
                    "regclass",
                    "a relation is named by computed text; name it in the query, so that it can be checked");
        }
    }

    /** The same, written as a call. */
    void checkCall(Call call, List<Expression> arguments) {
        Integer target = CASTS_AS_CALLS.get(call.name());
        if (target != null && arguments.size() == 1) {
            checkCast(arguments.get(0), SqlType.of(target));
        }
    }

    private void check(String text, int kind, int location) {
        if (text.isEmpty() || text.equals("-") || text.chars().allMatch(Character::isDigit)) {
            return;
        }
        String head = text.indexOf('(') > 0 ? text.substring(0, text.indexOf('(')) : text;
        List<String> parts = NativeTypes.parts(head);
        String name = fold(parts.get(parts.size() - 1), text);
        Optional<String> namespace = parts.size() > 1 ? Optional.of(fold(parts.get(0), text)) : Optional.empty();
        boolean knownNamespace = namespace.isEmpty()
                || namespace.get().startsWith("pg_")
                || namespace.get().equals("information_schema")
                || session.names().namespaces().contains(namespace.get());
        if (!knownNamespace || (kind == REGNAMESPACE && !isNamespace(name))) {
            String missing = knownNamespace ? name : namespace.orElse(name);
            session.error(Rule.UNKNOWN_NAMESPACE, location, missing, "schema \"" + missing + "\" does not exist");
            return;
        }
        PostgresCatalog catalog = session.names().types().catalog();
        switch (kind) {
            case REGCLASS -> relation(namespace, name, text, location);
            case REGPROC, REGPROCEDURE ->
                require(!catalog.functions(name).isEmpty(), Rule.UNKNOWN_FUNCTION, "function", text, location);
            case REGOPER, REGOPERATOR ->
                require(!catalog.operators(name).isEmpty(), Rule.NO_MATCHING_OPERATOR, "operator", text, location);
            case REGTYPE -> require(isType(name, text, catalog), Rule.UNKNOWN_TYPE, "type", text, location);
            default -> {}
        }
    }

    private boolean isNamespace(String name) {
        return name.startsWith("pg_")
                || name.equals("information_schema")
                || name.equals("public")
                || session.names().namespaces().contains(name);
    }

    private static boolean isType(String name, String text, PostgresCatalog catalog) {
        return catalog.findType(name).isPresent()
                || text.indexOf(' ') > 0
                || new NativeTypes(catalog).find(NativeTypes.elementName(text)).isPresent();
    }

    private void relation(Optional<String> namespace, String name, String text, int location) {
        boolean system = name.startsWith("pg_")
                && namespace.filter(n -> !n.equals("pg_catalog")).isEmpty();
        boolean known = system || session.names().find(namespace, name).isPresent();
        require(known, Rule.UNKNOWN_TABLE, "relation", text, location);
    }

    private void require(boolean known, Rule rule, String noun, String text, int location) {
        if (!known) {
            session.error(rule, location, text, noun + " \"" + text + "\" does not exist");
        }
    }

    private static String fold(String part, String text) {
        return text.indexOf('"') >= 0 ? part : part.toLowerCase(java.util.Locale.ROOT);
    }
}
