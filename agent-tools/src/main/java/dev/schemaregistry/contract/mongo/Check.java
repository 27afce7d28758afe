package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.ContractReport.FieldUse;
import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.Withheld;
import dev.schemaregistry.contract.mongo.FieldPath.End;
import dev.schemaregistry.contract.mongo.FieldPath.Found;
import dev.schemaregistry.contract.mongo.FieldPath.Missing;
import dev.schemaregistry.model.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is shared while one query is checked: the schema, the findings, what it uses, and how much work was done. */
final class Check {
    private static final int MOST_STEPS = 3_000_000;
    private static final int LONGEST_NAME = 200;

    private final MongoSchema schema;
    private final Findings findings;
    private final Set<TableName> tables = new TreeSet<>();
    private final Set<FieldUse> fields = new TreeSet<>();
    private final Expressions expressions = new Expressions(this);
    private final Filters filters = new Filters(this);
    private final Pipelines pipelines = new Pipelines(this);
    private int steps;
    private boolean incomplete;

    Check(MongoSchema schema, Findings findings) {
        this.schema = schema;
        this.findings = findings;
    }

    MongoSchema schema() {
        return schema;
    }

    Findings findings() {
        return findings;
    }

    Expressions expressions() {
        return expressions;
    }

    Filters filters() {
        return filters;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    Set<TableName> tables() {
        return tables;
    }

    Set<FieldUse> fields() {
        return fields;
    }

    void use(TableName table) {
        tables.add(table);
    }

    /** Whether a part was passed over without an opinion. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** Notes a part that is not looked into: the query may be right, but it is not said to be. */
    void passOver(At at, String message) {
        incomplete = true;
        findings.note(Rule.CHECK_INCOMPLETE, Severity.WARNING, at, message);
    }

    /** @throws Unreadable when the query costs more to follow than one may */
    void step() {
        spend(1);
    }

    /** @throws Unreadable when the query costs more to follow than one may */
    void spend(int work) {
        steps += work;
        if (steps > MOST_STEPS) {
            throw new Unreadable(Rule.POLICY_LIMIT, "the query is too large to be followed within the limits");
        }
    }

    void error(Rule rule, At at, String message) {
        findings.error(rule, at, message);
    }

    /** A name that does not exist, with those that do. */
    void unknown(Rule rule, At at, String message, String name, Collection<String> known) {
        boolean vain = findings.isFull() || name.length() > LONGEST_NAME;
        List<String> near = vain ? List.of() : NameSuggestions.nearest(name, known);
        findings.error(rule, at, message + didYouMean(near), near);
    }

    /** What a field is, as an expression names it. */
    Shape inExpression(Shape from, String path, String prefix, At at) {
        return passesOn(field(FieldPath.inExpression(from, path), path, prefix, at), at);
    }

    /** What a field is, as a condition, projection or order names it. */
    Shape inCondition(Shape from, String path, At at) {
        return passesOn(field(FieldPath.inCondition(from, path), path, "", at), at);
    }

    /** A whole value is passed on or compared: an error where it may hold withheld fields. */
    Shape passesOn(Shape value, At at) {
        if (schema.context().withholds()) {
            value.findWithheld().ifPresent(table -> error(Rule.FIELD_WITHHELD, at, Withheld.all(table)));
        }
        return value;
    }

    /** What a field is that is only opened: its parts are named one by one. */
    Shape opened(Shape from, String path, String prefix, At at) {
        return field(FieldPath.inExpression(from, path), path, prefix, at);
    }

    private Shape field(End end, String path, String prefix, At at) {
        step();
        if (end instanceof Found found) {
            found.shape().origin().ifPresent(stored -> fields.add(new FieldUse(stored.table(), stored.path())));
            return found.shape();
        }
        MissingField missing = new MissingField(path, (Missing) end);
        if (findings.isFull() || path.length() > LONGEST_NAME) {
            findings.error(Rule.UNKNOWN_COLUMN, at, missing.sentence());
            return Shape.UNKNOWN;
        }
        MissingField.Meant meant = missing.meant();
        List<String> written = meant.paths().stream().map(word -> prefix + word).toList();
        if (meant.likely()) {
            findings.error(Rule.UNKNOWN_COLUMN, at, missing.sentence() + didYouMean(written), written);
        } else {
            findings.note(
                    Rule.UNKNOWN_COLUMN,
                    Severity.WARNING,
                    at,
                    missing.sentence() + " as far as its sample shows" + didYouMean(written),
                    written);
        }
        return Shape.UNKNOWN;
    }

    private static String didYouMean(List<String> names) {
        return names.isEmpty() ? "" : "; did you mean " + String.join(", ", names) + '?';
    }

    /** The text, or an error that one is needed. */
    Optional<String> requireText(Node node, At at, String what) {
        Optional<String> text = node.text().filter(word -> !word.isEmpty());
        if (text.isEmpty()) {
            error(Rule.SYNTAX_ERROR, at.on(node), what + " must be a text, not " + node.words());
        }
        return text;
    }

    /** The document, or an error that one is needed. */
    Optional<Node.Doc> requireDocument(Node node, At at, String what) {
        if (node instanceof Node.Doc document) {
            return Optional.of(document);
        }
        error(Rule.SYNTAX_ERROR, at.on(node), what + " must be a document, not " + node.words());
        return Optional.empty();
    }

    /** The list, or an error that one is needed. */
    Optional<Node.Items> requireItems(Node node, At at, String what) {
        if (node instanceof Node.Items items) {
            return Optional.of(items);
        }
        error(Rule.SYNTAX_ERROR, at.on(node), what + " must be an array, not " + node.words());
        return Optional.empty();
    }

    /** A whole number of at least so much, or an error. */
    Optional<Long> requireCount(Node node, At at, String what, long least) {
        Optional<Double> number = node.number();
        if (number.isEmpty() || number.get() != Math.rint(number.get())) {
            error(Rule.SYNTAX_ERROR, at.on(node), what + " must be a whole number, not " + node.words());
            return Optional.empty();
        }
        if (number.get() < least) {
            error(Rule.INVALID_CONSTANT, at.on(node), what + " must be at least " + least + ", not " + node.words());
            return Optional.empty();
        }
        return Optional.of(number.get().longValue());
    }

    /** Holds the names of a document against those an operator takes, both ways. */
    boolean requireNames(Node.Doc document, Operator operator, At at) {
        boolean fits = true;
        for (Node.Entry entry : document.entries()) {
            if (operator.findNamed(entry.name()).isEmpty()) {
                unknown(
                        Rule.SYNTAX_ERROR,
                        at.in(entry),
                        operator.name() + " takes no \"" + entry.name() + '"',
                        entry.name(),
                        operator.names());
                fits = false;
            }
        }
        for (Operator.Parameter parameter : operator.named().orElse(List.of())) {
            if (!parameter.optional() && document.entry(parameter.name()).isEmpty()) {
                error(Rule.SYNTAX_ERROR, at, operator.name() + " needs \"" + parameter.name() + '"');
                fits = false;
            }
        }
        return fits;
    }
}
