package dev.schemaregistry.policy;

import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys, checks and indexes of one table: shown whole or not at all, since a part of a key says what is not so. */
final class ShownParts {
    private final SourcePolicy policy;
    private final TableName table;
    private final ShownText text;

    ShownParts(SourcePolicy policy, TableName table, ShownText text) {
        this.policy = policy;
        this.table = table;
        this.text = text;
    }

    /** A key of masked fields is shown: that a field is a key is no value. */
    Optional<Key> key(Key key) {
        boolean hidden = key.fields().stream().anyMatch(field -> policy.of(table, field) == Access.HIDDEN);
        return hidden || policy.mentionsHidden(key.name()) ? Optional.empty() : Optional.of(key);
    }

    /** Whom a reference leads over withheld fields, no query may follow. */
    Optional<ForeignKey> foreignKey(ForeignKey key) {
        boolean open = areShown(table, key.fields()) && areShown(key.referencedTable(), key.referencedFields());
        return Optional.of(key).filter(one -> open && text.isHarmless(one.name()));
    }

    private boolean areShown(TableName of, List<String> fields) {
        return fields.stream().allMatch(field -> policy.of(of, field) == Access.SHOWN);
    }

    Optional<Check> check(Check check) {
        return Optional.of(check).filter(one -> text.isHarmless(one.expression()) && text.isHarmless(one.name()));
    }

    /** An index on a masked field stays as long as it holds nothing but names of fields. */
    Optional<Index> index(Index index) {
        boolean hidden = Stream.concat(
                        index.parts().stream()
                                .filter(part -> !part.expression())
                                .map(Index.Part::text),
                        index.includes().stream())
                .anyMatch(field -> policy.of(table, field) == Access.HIDDEN);
        boolean harmless = index.parts().stream()
                        .filter(Index.Part::expression)
                        .map(Index.Part::text)
                        .allMatch(text::isHarmless)
                && index.predicate().stream().allMatch(text::isHarmless)
                && text.harmless(index.properties()).size()
                        == index.properties().size();
        if (hidden || !harmless || policy.mentionsHidden(index.name())) {
            return Optional.empty();
        }
        return Optional.of(new Index(
                index.name(),
                index.parts(),
                index.unique(),
                index.method(),
                index.predicate(),
                index.includes(),
                index.definition().filter(one -> !policy.mentionsHidden(one)),
                index.properties()));
    }
}
