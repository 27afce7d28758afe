package dev.schemaregistry.contract.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Place;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.CatalogType.Trait;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.Resolution;
import dev.schemaregistry.contract.sql.catalog.Resolution.Ambiguous;
import dev.schemaregistry.contract.sql.catalog.Resolution.NotFound;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import dev.schemaregistry.contract.sql.catalog.TypeResolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's rules about types, with a finding where they are broken. What is not known passes. */
final class PostgresTypes {
    private final TypeResolution rules;
    private final PostgresCatalog catalog;
    private final Map<Integer, List<ColumnShape>> fieldsByRowType;
    private final Map<Integer, List<String>> labels;
    private final OwnObjects own;

    PostgresTypes(
            TypeResolution rules,
            Map<Integer, List<ColumnShape>> fieldsByRowType,
            Map<Integer, List<String>> labels,
            OwnObjects own) {
        this.labels = labels;
        this.own = own;
        this.rules = rules;
        this.catalog = rules.catalog();
        this.fieldsByRowType = fieldsByRowType;
    }

    TypeResolution rules() {
        return rules;
    }

    PostgresCatalog catalog() {
        return catalog;
    }

    String name(SqlType type) {
        return catalog.displayName(type.oid());
    }

    /** The type of an identifier, with the fields of a registered table's row. */
    SqlType type(int oid) {
        List<ColumnShape> fields = fieldsByRowType.get(catalog.baseType(oid));
        return fields == null ? SqlType.of(oid) : new SqlType(oid, fields);
    }

    SqlType arrayOf(SqlType element) {
        if (element.isUnknown()) {
            return SqlType.of(TypeIds.TEXT_ARRAY);
        }
        return catalog.arrayType(element.oid()).map(SqlType::of).orElse(SqlType.ANY);
    }

    /** The type a {@code TypeName} body names; a finding when there is none. */
    SqlType named(JsonNode typeName, CheckSession session) {
        List<String> names = Tree.strings(typeName.path("names"));
        String bare = names.isEmpty() ? "" : names.get(names.size() - 1);
        Optional<CatalogType> type =
                names.size() > 1 ? catalog.findType(names.get(names.size() - 2), bare) : catalog.findType(bare);
        if (type.isEmpty()) {
            String written = String.join(".", names);
            session.missing(
                    Rule.UNKNOWN_TYPE,
                    session.place(Tree.location(typeName), Math.max(0, names.size() - 1)),
                    written,
                    "type \"" + written + "\" does not exist",
                    NameSuggestions.nearest(bare, catalog.typeNames()).stream()
                            .filter(name -> !name.startsWith("_"))
                            .toList());
            return SqlType.ANY;
        }
        if (typeName.path("arrayBounds").size() > 0) {
            return arrayOf(type(type.get().oid()));
        }
        return type(type.get().oid());
    }

    // --- operators ---

    /** What {@code left name right} gives; the left side is empty for a prefix operator. */
    SqlType operator(
            List<String> names, Optional<Expression> left, Expression right, int location, CheckSession session) {
        String name = names.get(names.size() - 1);
        Optional<String> schema = schema(names);
        Resolution found = left.isPresent()
                ? rules.operator(
                        schema, name, left.get().type().oid(), right.type().oid())
                : rules.prefixOperator(schema, name, right.type().oid());
        return outcome(found, name, left, right, location, session);
    }

    private static Optional<String> schema(List<String> names) {
        return names.size() > 1 ? Optional.of(names.get(names.size() - 2)) : Optional.empty();
    }

    /** What {@code left name ANY (array)} compares by. */
    void arrayOperator(List<String> names, Expression left, Expression array, int location, CheckSession session) {
        String name = names.isEmpty() ? "" : names.get(names.size() - 1);
        boolean scalar = !array.type().isAny()
                && !array.type().isUnknown()
                && catalog.elementType(array.type().oid()).isEmpty();
        if (scalar) {
            session.error(Rule.WRONG_OBJECT, location, name, "op ANY/ALL (array) requires array on right side");
            return;
        }
        if (array.type().isUnknown()) {
            return;
        }
        Resolution found = rules.arrayOperator(
                schema(names), name, left.type().oid(), array.type().oid());
        outcome(found, name, Optional.of(left), array, location, session);
    }

    private SqlType outcome(
            Resolution found,
            String name,
            Optional<Expression> left,
            Expression right,
            int location,
            CheckSession session) {
        if (found instanceof Resolved resolved) {
            own.operator(resolved.candidates())
                    .ifPresent(function -> refuse(
                            session.place(location, 0), name, "operator " + name + " calls " + function, session));
            left.ifPresent(value -> refuseUse(value.type(), session.place(location, 0), "operator " + name, session));
            refuseUse(right.type(), session.place(location, 0), "operator " + name, session);
            checkConstants(left, right, resolved, session);
            return type(resolved.returnType());
        }
        String operands = left.map(l -> name(l.type()) + ' ').orElse("") + name + ' ' + name(right.type());
        if (found instanceof Ambiguous) {
            session.error(Rule.AMBIGUOUS_FUNCTION, location, operands, "operator is not unique: " + operands);
        } else if (found instanceof NotFound notFound && notFound.reason() == Resolution.Reason.UNDETERMINED_TYPE) {
            session.error(
                    Rule.INDETERMINATE_TYPE, location, operands, "the operands' types can't be told: " + operands);
        } else {
            Optional<Edit> fix = left.flatMap(l -> new TypeFixes(session, catalog).forOperator(name, l, right));
            session.missing(
                    Rule.NO_MATCHING_OPERATOR,
                    session.place(location, 0),
                    operands,
                    "operator does not exist: " + operands
                            + fix.map(PostgresTypes::words).orElseGet(() -> castHint(left, right)),
                    fix);
        }
        return SqlType.ANY;
    }

    private static String words(Edit fix) {
        return fix.start() == fix.end()
                ? "; cast one side: write " + fix.replacement() + " behind it"
                : "; the column holds texts: write " + fix.replacement();
    }

    private String castHint(Optional<Expression> left, Expression right) {
        boolean compared = left.isPresent()
                && rules.canCast(right.type().oid(), left.get().type().oid());
        return compared ? "; cast one side, for example to " + name(left.get().type()) : "";
    }

    private void checkConstants(Optional<Expression> left, Expression right, Resolved resolved, CheckSession session) {
        List<Integer> types = resolved.argumentTypes();
        int last = types.size() - 1;
        if (left.isPresent() && last == 1) {
            convert(left.get(), types.get(0), session);
            checkConstant(left.get(), types.get(0), session);
        }
        boolean element = catalog.elementType(right.type().oid())
                .filter(types.get(last)::equals)
                .isPresent();
        if (!element) {
            convert(right, types.get(last), session);
        }
        checkConstant(right, types.get(last), session);
    }

    // --- the source's own code ---

    /** A value becomes one of another type, which may run code of the source's own. */
    void convert(Expression value, int target, CheckSession session) {
        convert(value.type(), type(target), value.location(), session);
    }

    private void convert(SqlType from, SqlType to, int location, CheckSession session) {
        if (from.oid() != to.oid()) {
            session.makes(to);
        }
        own.conversion(from, to)
                .ifPresent(function -> refuse(
                        session.place(location, 0),
                        name(to),
                        "making a value of type " + name(to) + " calls " + function,
                        session));
    }

    /** What looks into a value of a type runs the code behind that. */
    void refuseUse(SqlType type, Optional<Place> place, String words, CheckSession session) {
        own.use(type)
                .ifPresent(function -> refuse(
                        place,
                        name(type),
                        words + " on a value of type " + name(type) + " may call " + function,
                        session));
    }

    /** A function that returns rows of an argument's type, such as {@code jsonb_populate_record}, makes values of their types. */
    void refuseMaking(Expression row, int returned, Optional<Place> place, String words, CheckSession session) {
        SqlType type = row.type();
        if (type.oid() != returned || !catalog.isRecordLike(type.oid())) {
            return;
        }
        session.makes(type);
        own.making(type)
                .ifPresent(function -> refuse(
                        place,
                        name(type),
                        words + " makes values of type " + name(type) + ", which calls " + function,
                        session));
    }

    private static void refuse(Optional<Place> place, String path, String words, CheckSession session) {
        session.error(
                Rule.POLICY_OPERATOR,
                place,
                path,
                words + ", which is not on the list of functions a read may call",
                List.of());
    }

    /** Whether a literal without type can become a value of one. */
    void checkConstant(Expression value, int type, CheckSession session) {
        boolean literal =
                value.kind() == Expression.Kind.CONSTANT && value.type().isUnknown() && !value.isNull();
        if (!literal) {
            return;
        }
        String text = value.text().substring(1);
        int base = catalog.baseType(type);
        List<String> allowed = labels.get(base);
        if (allowed != null && !allowed.contains(text)) {
            session.error(
                    Rule.INVALID_CONSTANT,
                    session.place(value.location(), 0),
                    text,
                    "invalid input value for enum " + catalog.displayName(base) + ": \"" + text + "\"; it has "
                            + String.join(", ", allowed.stream().limit(12).toList()),
                    List.of());
            return;
        }
        Literals.broken(text, shape(base))
                .ifPresent(rule -> session.error(
                        rule,
                        value.location(),
                        text,
                        (rule == Rule.OUT_OF_RANGE ? "value out of range" : "invalid input syntax") + " for type "
                                + catalog.displayName(base) + ": \"" + text + '"'));
    }

    /** All arrays are written alike, and so are all ranges. */
    private int shape(int type) {
        Optional<CatalogType> found = catalog.findType(type);
        if (found.filter(t -> t.is(Trait.ARRAY)).isPresent()) {
            return TypeIds.TEXT_ARRAY;
        }
        return found.filter(t -> t.kind() == CatalogType.Kind.RANGE).isPresent() ? Literals.ANY_RANGE : type;
    }

    // --- one type for several ---

    SqlType common(List<Expression> values, String words, CheckSession session) {
        if (values.isEmpty()) {
            return SqlType.TEXT;
        }
        List<Integer> types = values.stream().map(value -> value.type().oid()).toList();
        Optional<Integer> common = rules.unionCase(types);
        if (common.isEmpty()) {
            reportMismatch(values, words, session);
            return SqlType.ANY;
        }
        boolean allUnknown = types.stream().allMatch(type -> type == TypeIds.UNKNOWN);
        if (!allUnknown) {
            values.forEach(value -> {
                convert(value, common.get(), session);
                checkConstant(value, common.get(), session);
            });
        }
        return allUnknown ? SqlType.UNKNOWN : sameRow(values, common.get());
    }

    private SqlType sameRow(List<Expression> values, int common) {
        SqlType type = type(common);
        if (!type.fields().isEmpty() || common != TypeIds.RECORD) {
            return type;
        }
        return values.stream()
                .map(Expression::type)
                .filter(t -> t.is(TypeIds.RECORD) && !t.fields().isEmpty())
                .findFirst()
                .orElse(type);
    }

    private void reportMismatch(List<Expression> values, String words, CheckSession session) {
        Expression first = values.get(0);
        Expression other = values.stream()
                .filter(value -> rules.unionCase(
                                List.of(first.type().oid(), value.type().oid()))
                        .isEmpty())
                .findFirst()
                .orElse(values.get(values.size() - 1));
        session.error(
                Rule.TYPE_MISMATCH,
                other.location(),
                words,
                words + " types " + name(first.type()) + " and " + name(other.type()) + " cannot be matched");
    }

    SqlType setOperation(String word, SqlType left, SqlType right, int location, CheckSession session) {
        Optional<Integer> common = rules.unionCase(List.of(left.oid(), right.oid()));
        if (common.isEmpty()) {
            session.error(
                    Rule.TYPE_MISMATCH,
                    location,
                    word,
                    word + " types " + name(left) + " and " + name(right) + " cannot be matched");
            return SqlType.ANY;
        }
        if (left.isUnknown() && right.isUnknown()) {
            return SqlType.TEXT;
        }
        convert(left, type(common.get()), location, session);
        convert(right, type(common.get()), location, session);
        return left.oid() == common.get() ? left : type(common.get());
    }

    /** The type of a column merged by JOIN USING. */
    SqlType merged(String name, SqlType left, SqlType right, CheckSession session) {
        Optional<Integer> common = rules.unionCase(List.of(left.oid(), right.oid()));
        boolean fits = common.isPresent() && rules.operator("=", left.oid(), right.oid()) instanceof Resolved;
        Expression one = Expression.any(-1).withType(left);
        Expression other = Expression.any(-1).withType(right);
        if (fits) {
            operator(List.of("="), Optional.of(one), other, -1, session);
            convert(left, type(common.get()), -1, session);
            convert(right, type(common.get()), -1, session);
        } else {
            session.findings()
                    .error(
                            Rule.TYPE_MISMATCH,
                            Optional.empty(),
                            name,
                            "JOIN/USING types " + name(left) + " and " + name(right) + " of column \"" + name
                                    + "\" cannot be matched");
            return SqlType.ANY;
        }
        return left.oid() == common.get() ? left : type(common.get());
    }

    // --- demands ---

    void requireBoolean(Expression value, String words, CheckSession session) {
        SqlType type = value.type();
        convert(value, TypeIds.BOOL, session);
        if (type.isUnknown()) {
            checkConstant(value, TypeIds.BOOL, session);
            return;
        }
        if (!type.isAny() && !rules.canAssign(type.oid(), TypeIds.BOOL)) {
            session.error(
                    Rule.TYPE_MISMATCH,
                    value.location(),
                    words,
                    "argument of " + words + " must be type boolean, not type " + name(type));
        }
    }

    void requireAssignable(Expression value, SqlType target, String words, CheckSession session) {
        SqlType type = value.type();
        convert(value, target.oid(), session);
        if (type.isUnknown()) {
            checkConstant(value, target.oid(), session);
            return;
        }
        if (!type.isAny() && !rules.canAssign(type.oid(), target.oid())) {
            session.error(
                    Rule.TYPE_MISMATCH,
                    value.location(),
                    words,
                    "argument of " + words + " must be type " + name(target) + ", not type " + name(type));
        }
    }

    /** DISTINCT, GROUP BY and UNION must tell equal values. */
    void requireEquality(SqlType type, int location, CheckSession session) {
        refuseUse(type, session.place(location, 0), "a comparison", session);
        if (!type.isAny() && !type.isUnknown() && !rules.isComparable(type.oid())) {
            session.error(
                    Rule.NO_MATCHING_OPERATOR,
                    location,
                    name(type),
                    "could not identify an equality operator for type " + name(type));
        }
    }

    void requireOrder(SqlType type, int location, CheckSession session) {
        refuseUse(type, session.place(location, 0), "an order", session);
        if (!type.isAny() && !type.isUnknown() && !rules.isOrderable(type.oid())) {
            session.error(
                    Rule.NO_MATCHING_OPERATOR,
                    location,
                    name(type),
                    "could not identify an ordering operator for type " + name(type));
        }
    }

    /** An explicit cast. */
    void requireCast(Expression value, SqlType target, int location, CheckSession session) {
        SqlType source = value.type();
        convert(value, target.oid(), session);
        if (source.isUnknown()) {
            checkConstant(value, target.oid(), session);
            return;
        }
        boolean known = !source.isAny() && !target.isAny();
        if (known && !rules.canCast(source.oid(), target.oid())) {
            session.error(
                    Rule.IMPOSSIBLE_CAST,
                    location,
                    name(source) + " to " + name(target),
                    "cannot cast type " + name(source) + " to " + name(target));
        }
    }
}
