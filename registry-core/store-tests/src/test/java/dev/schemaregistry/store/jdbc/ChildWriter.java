package dev.schemaregistry.store.jdbc;

import static dev.schemaregistry.testkit.StoreSamples.added;
import static dev.schemaregistry.testkit.StoreSamples.changed;
import static dev.schemaregistry.testkit.StoreSamples.commit;
import static dev.schemaregistry.testkit.StoreSamples.source;
import static dev.schemaregistry.testkit.StoreSamples.table;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit.Write;
import java.time.Clock;

/**
 * Commits one revision after the other to one source and prints each revision once it is acknowledged. Every commit gives two tables
 * their next version, both with a field named after the revision. Arguments: the file, the source, how many commits.
 */
final class ChildWriter {
    private ChildWriter() {}

    public static void main(String[] arguments) {
        SourceId id = new SourceId(arguments[1]);
        int commits = Integer.parseInt(arguments[2]);
        try (RegistryStore store = RegistryStores.open(arguments[0], Clock.systemUTC())) {
            store.putSource(source(id));
            for (int i = 0; i < commits; i++) {
                DataSource now = store.findSource(id).orElseThrow();
                long revision = now.revision() + 1;
                store.commit(commit(now, next(store, id, "left", revision), next(store, id, "right", revision)));
                System.out.println(revision);
                System.out.flush();
            }
        }
    }

    private static Write next(RegistryStore store, SourceId id, String name, long revision) {
        return store.findTable(new TableRef(id, TableName.of(name)))
                .map(before -> changed(before, table(name, "f" + revision)))
                .orElseGet(() -> added(id, table(name, "f" + revision)));
    }
}
