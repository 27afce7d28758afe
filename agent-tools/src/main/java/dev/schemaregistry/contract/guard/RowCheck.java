package dev.schemaregistry.contract.guard;

import dev.schemaregistry.contract.guard.Expectation.ExpectedField;
import dev.schemaregistry.contract.guard.Mismatch.Kind;
import dev.schemaregistry.model.DataType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Holds rows against an expectation and counts. Confined to one thread. */
final class RowCheck {
    /** Fields of documents are names that somebody else chose: what is beyond counts as one. */
    private static final int MOST_KINDS = 200;

    private static final String OTHERS = "(others)";
    private static final int LONGEST_NAME = 100;

    private final Expectation expectation;
    private final Map<String, ExpectedField> fields = new HashMap<>();
    private final MismatchCounts counts = new MismatchCounts(MOST_KINDS, OTHERS);
    private long rows;
    private long wrong;

    RowCheck(Expectation expectation) {
        this.expectation = expectation;
        expectation.fields().forEach(field -> fields.put(field.name(), field));
    }

    /** Whether the row is as expected. */
    boolean isRight(Map<String, ?> row) {
        long before = counts.total();
        rows++;
        expectation.fields().forEach(field -> check(field, row));
        if (!expectation.open()) {
            row.forEach((name, value) -> {
                if (!fields.containsKey(name)) {
                    counts.add(Kind.UNEXPECTED, shown(name), "no such field", Redacted.describe(value));
                }
            });
        }
        boolean right = counts.total() == before;
        wrong += right ? 0 : 1;
        return right;
    }

    private void check(ExpectedField field, Map<String, ?> row) {
        Optional<Object> value = Optional.ofNullable(row.get(field.name()));
        if (value.isPresent()) {
            boolean fits =
                    field.type().map(type -> ValueFit.fits(type, value.get())).orElse(true);
            if (!fits) {
                counts.add(Kind.TYPE, shown(field.name()), expected(field), Redacted.describe(value.get()));
            }
        } else if (!row.containsKey(field.name())) {
            if (field.required()) {
                counts.add(Kind.MISSING, shown(field.name()), expected(field), "no field");
            }
        } else if (!field.mayBeNull()) {
            counts.add(Kind.NULL, shown(field.name()), expected(field), "null");
        }
    }

    private static String expected(ExpectedField field) {
        String type = field.type().map(DataType::text).orElse("a value");
        return type.length() <= LONGEST_NAME ? type : type.substring(0, LONGEST_NAME);
    }

    private static String shown(String name) {
        String line = name.replaceAll("[\\p{Cc}\\p{Cf}]", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME);
    }

    MismatchReport report() {
        return new MismatchReport(expectation.source(), expectation.subject(), rows, wrong, counts.mismatches());
    }
}
