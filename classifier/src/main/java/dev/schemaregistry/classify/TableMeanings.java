package dev.schemaregistry.classify;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import java.util.List;
import java.util.Set;

/** Finds tables by meaning. Thread-safe; may be slow and may throw, since a model is asked. */
@FunctionalInterface
public interface TableMeanings {
    /**
     * The tables nearest to a text.
     *
     * @param limit the most tables to return
     * @param allowed the only sources to look at; empty for all
     */
    Nearest near(String text, int limit, Set<SourceId> allowed);

    /**
     * What was found.
     *
     * @param tables nearest first, then by reference
     * @param complete whether every table of the registry has its vector; while vectors are computed, some have none or an old one
     */
    record Nearest(List<Near> tables, boolean complete) {
        public Nearest {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A table.
     *
     * @param similarity cosine, -1 to 1
     */
    record Near(TableRef ref, double similarity) {
        public Near {
            requireNonNull(ref, "ref");
        }
    }
}
