package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Finding.Edit;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one edit most likely to help where types do not fit: texts that hold numbers are compared as what the query takes them for. */
final class TypeFixes {
    private static final Set<String> EQUAL = Set.of("=", "<>", "!=");
    private static final Set<String> ORDER_OR_SUM = Set.of("<", "<=", ">", ">=", "+", "-", "*", "/");
    private static final char TEXT = 'S';
    private static final char NUMBER = 'N';

    private final CheckSession session;
    private final PostgresCatalog catalog;

    TypeFixes(CheckSession session, PostgresCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /** For {@code left name right}, one a text and the other a number. */
    Optional<Edit> forOperator(String name, Expression left, Expression right) {
        if (is(left, NUMBER) && is(right, TEXT)) {
            return forPair(name, right, left);
        }
        return is(left, TEXT) && is(right, NUMBER) ? forPair(name, left, right) : Optional.empty();
    }

    private Optional<Edit> forPair(String name, Expression text, Expression number) {
        if (EQUAL.contains(name)) {
            return isInteger(number) ? quoted(number) : castTo(number, "text");
        }
        return ORDER_OR_SUM.contains(name) ? castTo(text, "numeric") : Optional.empty();
    }

    /** For a function that takes numbers and got one text. */
    Optional<Edit> forCall(String function, List<Expression> arguments) {
        boolean takesNumber = catalog.functions(function).stream()
                .anyMatch(candidate -> candidate.argumentTypes().size() == arguments.size()
                        && !candidate.argumentTypes().isEmpty()
                        && category(candidate.argumentTypes().get(0)) == NUMBER);
        return takesNumber && is(arguments.get(0), TEXT) ? castTo(arguments.get(0), "numeric") : Optional.empty();
    }

    private boolean is(Expression value, char category) {
        return category(value.type().oid()) == category;
    }

    private char category(int type) {
        return catalog.findType(type).map(CatalogType::category).orElse('X');
    }

    private static boolean isInteger(Expression value) {
        return value.kind() == Expression.Kind.CONSTANT && value.text().startsWith("i");
    }

    private Optional<Edit> quoted(Expression number) {
        return session.place(number.location(), 0)
                .filter(place -> place.end() > place.start())
                .map(place -> new Edit(
                        place.start(), place.end(), '\'' + number.text().substring(1) + '\''));
    }

    private Optional<Edit> castTo(Expression column, String type) {
        return column.kind() == Expression.Kind.COLUMN && column.location() >= 0
                ? session.endOfReference(column.location()).map(end -> new Edit(end, end, "::" + type))
                : Optional.empty();
    }
}
