package dev.schemaregistry.summary;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Tables as text within a budget.
 *
 * @param tokens of {@code text}, never more than asked for
 * @param tables those shown, at least by name, in order
 * @param cuts what was left out; each is stated in {@code text} too; empty when nothing was cut
 */
public record Summary(String text, int tokens, List<ShownTable> tables, List<Cut> cuts) {
    public Summary {
        requireNonNull(text, "text");
        tables = List.copyOf(tables);
        cuts = List.copyOf(cuts);
    }

    /** Whether everything asked for is shown. */
    public boolean isComplete() {
        return cuts.isEmpty();
    }

    /**
     * Something left out.
     *
     * @param what for example {@code 12 fields of shop.orders}
     * @param how the operation that gives it, for example {@code describe_table shop.orders}
     */
    public record Cut(String what, String how) {
        public Cut {
            requireNonNull(what, "what");
            requireNonNull(how, "how");
        }
    }
}
