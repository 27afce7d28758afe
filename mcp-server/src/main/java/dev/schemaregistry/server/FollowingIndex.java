package dev.schemaregistry.server;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.classify.IndexView;
import dev.schemaregistry.classify.SchemaTerms;
import dev.schemaregistry.classify.index.SchemaIndex;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The index, brought up to date with the event log before each reading: other processes write to the registry too. Where that takes
 * long, the reading sees the last finished state.
 */
final class FollowingIndex implements SchemaTerms {
    private final Supplier<SchemaIndex> opened;

    /** @param opened opens the index on the first call, and gives the same one from then on */
    FollowingIndex(Supplier<SchemaIndex> opened) {
        this.opened = requireNonNull(opened, "opened");
    }

    @Override
    public <T> T read(Function<IndexView, T> reader) {
        SchemaIndex index = opened.get();
        index.follow();
        return index.read(reader);
    }
}
