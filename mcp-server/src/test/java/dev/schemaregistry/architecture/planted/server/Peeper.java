package dev.schemaregistry.architecture.planted.server;

import dev.schemaregistry.architecture.planted.registry.Ledger;
import java.util.List;

/** Shows what only the check may see. */
class Peeper {
    List<String> peep(Ledger ledger) {
        return ledger.listCheckedTables();
    }
}
