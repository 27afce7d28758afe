package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.OperatorCalls.Arguments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether two values can ever be equal or in order. Values of different kinds never are, and a server says nothing of it: the
 * answer is silently empty.
 */
record Comparisons(Check check) {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{24}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?");

    /** Two operands of an expression. */
    void operands(String operator, Arguments arguments, At at) {
        Shape left = arguments.shape("1");
        Shape right = arguments.shape("2");
        if (!fit(left.kinds(), right.kinds())) {
            mismatch(operator, left, right, at);
        }
    }

    /** A value and a list that may hold it. */
    void member(String operator, Arguments arguments, At at) {
        Shape value = arguments.shape("1");
        Shape item = arguments.shape("2").element();
        if (!fit(value.kinds(), item.kinds())) {
            mismatch(operator, value, item, at);
        }
    }

    private void mismatch(String operator, Shape left, Shape right, At at) {
        check.error(
                Rule.TYPE_MISMATCH,
                at,
                operator + " compares " + left.words() + " with " + right.words()
                        + ", which are never equal or in order");
    }

    /** A value that a condition holds against a field, or against any item of it. */
    void value(String name, Shape field, Node value, At at) {
        Shape given = Expressions.literal(value);
        if (fit(withItems(field), given.kinds()) || isPattern(field, given)) {
            return;
        }
        String message = '"' + name + "\" is " + field.words() + "; compared with "
                + (value instanceof Node.Value ? value.words() : given.words()) + " it never matches";
        check.findings()
                .error(Rule.TYPE_MISMATCH, at.on(value), message, value.text().flatMap(text -> meant(field, text)));
    }

    private static boolean isPattern(Shape field, Shape given) {
        return given.kinds().contains(Kind.REGEX) && withItems(field).contains(Kind.STRING);
    }

    static Set<Kind> withItems(Shape field) {
        if (!field.kinds().contains(Kind.ARRAY)) {
            return field.kinds();
        }
        if (!field.element().isKnown()) {
            return Set.of();
        }
        Set<Kind> kinds = EnumSet.copyOf(field.kinds());
        kinds.addAll(field.element().kinds());
        return kinds;
    }

    static boolean fit(Set<Kind> left, Set<Kind> right) {
        return left.isEmpty()
                || right.isEmpty()
                || left.stream().anyMatch(one -> right.stream().anyMatch(other -> fit(one, other)));
    }

    private static boolean fit(Kind left, Kind right) {
        return left.comparesWith(right) || isEnd(left) || isEnd(right);
    }

    private static boolean isEnd(Kind kind) {
        return kind == Kind.MIN_KEY || kind == Kind.MAX_KEY;
    }

    /** The value as the field's type, where the text can only mean one. */
    private static Optional<String> meant(Shape field, String text) {
        Set<Kind> kinds = withItems(field);
        if (kinds.contains(Kind.OBJECT_ID) && HEXADECIMAL.matcher(text).matches()) {
            return Optional.of("{\"$oid\": \"" + text + "\"}");
        }
        if (kinds.contains(Kind.DATE)) {
            return moment(text).map(moment -> "{\"$date\": \"" + moment + "\"}");
        }
        boolean number = kinds.stream().anyMatch(Kind.NUMBERS::contains)
                && NUMBER.matcher(text).matches();
        boolean truth = kinds.contains(Kind.BOOL) && (text.equals("true") || text.equals("false"));
        return number || truth ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noMoment) {
            return Optional.empty();
        }
    }
}
