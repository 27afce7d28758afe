package dev.schemaregistry.architecture.planted.registry;

import java.util.List;

/** Innocent: it shows what is withheld to whoever asks. */
public class Ledger {
    public List<String> listCheckedTables() {
        return List.of();
    }
}
