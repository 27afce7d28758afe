package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.registry.SchemaRegistry;

/** A table as people write it: {@code source.table} or {@code source.namespace.table}. */
record TableArgument(SourceId source, String table) {
    /** The table as it is now. */
    TableVersion current(SchemaRegistry registry) {
        return registry.resolveTable(source, table);
    }

    /** The subject, also of a table that its source no longer has. */
    TableRef subject(SchemaRegistry registry) {
        try {
            TableRef exact = TableRef.of(source.value(), table);
            if (registry.store().findTable(exact).isPresent()) {
                return exact;
            }
        } catch (IllegalArgumentException malformed) {
            return current(registry).ref();
        }
        return current(registry).ref();
    }

    static TableArgument parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            throw new IllegalArgumentException("\"" + text + "\" names no table of a source; write source.table");
        }
        return new TableArgument(new SourceId(text.substring(0, dot)), text.substring(dot + 1));
    }
}
