package dev.schemaregistry.contract.plan;

import dev.schemaregistry.contract.SchemaContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources that a plan may name. Thread-safe. */
public interface PlanSources {
    /** The ids of all of them. */
    List<String> ids();

    /** What is known of a source; empty when there is none of that id, or no checker reads its language. */
    Optional<SchemaContext> findContext(String id);

    /** Sources that are all known. */
    static PlanSources of(Map<String, SchemaContext> contexts) {
        return new PlanSources() {
            @Override
            public List<String> ids() {
                return contexts.keySet().stream().sorted().toList();
            }

            @Override
            public Optional<SchemaContext> findContext(String id) {
                return Optional.ofNullable(contexts.get(id));
            }
        };
    }
}
