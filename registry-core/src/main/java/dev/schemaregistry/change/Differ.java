package dev.schemaregistry.change;

import dev.schemaregistry.change.SchemaChange.CheckChanged;
import dev.schemaregistry.change.SchemaChange.CommentChanged;
import dev.schemaregistry.change.SchemaChange.DefinitionChanged;
import dev.schemaregistry.change.SchemaChange.FieldAdded;
import dev.schemaregistry.change.SchemaChange.FieldChanged;
import dev.schemaregistry.change.SchemaChange.FieldRemoved;
import dev.schemaregistry.change.SchemaChange.FieldRenamed;
import dev.schemaregistry.change.SchemaChange.ForeignKeyChanged;
import dev.schemaregistry.change.SchemaChange.IndexChanged;
import dev.schemaregistry.change.SchemaChange.KindChanged;
import dev.schemaregistry.change.SchemaChange.PrimaryKeyChanged;
import dev.schemaregistry.change.SchemaChange.PropertyChanged;
import dev.schemaregistry.change.SchemaChange.ProvenanceChanged;
import dev.schemaregistry.change.SchemaChange.TableRenamed;
import dev.schemaregistry.change.SchemaChange.UniqueKeyChanged;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Compares two schemas of a table and reports the facts; judging them is {@link VersionBumps}' work.
 *
 * <p>A pure function of two values that changes neither. Fields are matched by stable id when both tables carry the same stable
 * id, otherwise by name; so a rename is one change only where the source can prove it. The result is empty exactly when the
 * {@linkplain CanonicalForm canonical forms} are equal, and {@link Patch#apply} takes it back to {@code to}.
 */
public final class Differ {
    private Differ() {}

    /** The changes that lead from one schema to the other, in a fixed order. */
    public static List<SchemaChange> diff(Table from, Table to) {
        List<SchemaChange> changes = new ArrayList<>();
        if (!from.name().equals(to.name())) {
            changes.add(new TableRenamed(from.name(), to.name()));
        }
        if (from.kind() != to.kind()) {
            changes.add(new KindChanged(to.name(), from.kind(), to.kind()));
        }
        Map<String, String> renames = fields(from, to, changes);
        Table renamed = Renames.inTable(from, to.name(), renames);
        keys(renamed, to, changes);
        words(renamed, to, changes);
        return List.copyOf(changes);
    }

    private static Map<String, String> fields(Table from, Table to, List<SchemaChange> changes) {
        Map<Field, Field> pairs = FieldPairs.of(from, to);
        TableName table = to.name();
        Map<String, String> renames = new TreeMap<>();
        from.fields().stream().filter(f -> !pairs.containsKey(f)).forEach(f -> changes.add(new FieldRemoved(table, f)));
        pairs.forEach((old, now) -> {
            if (!old.name().equals(now.name())) {
                renames.put(old.name(), now.name());
                changes.add(new FieldRenamed(table, old.name(), now.name()));
            }
        });
        pairs.forEach((old, now) -> {
            Field named = old.withName(now.name());
            if (!CanonicalForm.of(named).equals(CanonicalForm.of(now))) {
                changes.add(new FieldChanged(table, named, now));
            }
        });
        TreeSet<String> known = new TreeSet<>();
        pairs.values().forEach(now -> known.add(now.name()));
        to.fields().stream().filter(f -> !known.contains(f.name())).forEach(f -> changes.add(new FieldAdded(table, f)));
        return renames;
    }

    private static void keys(Table from, Table to, List<SchemaChange> changes) {
        TableName table = to.name();
        if (!from.primaryKey().equals(to.primaryKey())) {
            changes.add(new PrimaryKeyChanged(table, from.primaryKey(), to.primaryKey()));
        }
        parts(from.uniqueKeys(), to.uniqueKeys(), Key::name, (a, b) -> new UniqueKeyChanged(table, a, b), changes);
        parts(
                from.foreignKeys(),
                to.foreignKeys(),
                ForeignKey::name,
                (a, b) -> new ForeignKeyChanged(table, a, b),
                changes);
        parts(from.checks(), to.checks(), Check::name, (a, b) -> new CheckChanged(table, a, b), changes);
        parts(from.indexes(), to.indexes(), Index::name, (a, b) -> new IndexChanged(table, a, b), changes);
    }

    private static void words(Table from, Table to, List<SchemaChange> changes) {
        TableName table = to.name();
        if (!from.comment().equals(to.comment())) {
            changes.add(new CommentChanged(table, from.comment(), to.comment()));
        }
        if (!from.definition().equals(to.definition())) {
            changes.add(new DefinitionChanged(table, from.definition(), to.definition()));
        }
        TreeSet<String> properties = new TreeSet<>(from.properties().keySet());
        properties.addAll(to.properties().keySet());
        for (String key : properties) {
            Optional<String> old = Optional.ofNullable(from.properties().get(key));
            Optional<String> now = Optional.ofNullable(to.properties().get(key));
            if (!old.equals(now)) {
                changes.add(new PropertyChanged(table, key, old, now));
            }
        }
        if (from.provenance().kind() != to.provenance().kind()) {
            changes.add(new ProvenanceChanged(table, from.provenance(), to.provenance()));
        }
    }

    /** Equal parts cancel out; of the rest, those of one name are a change, others an addition or removal. */
    private static <T> void parts(
            List<T> from,
            List<T> to,
            Function<T, String> name,
            BiFunction<Optional<T>, Optional<T>, SchemaChange> change,
            List<SchemaChange> changes) {
        List<T> old = new ArrayList<>(from);
        List<T> now = new ArrayList<>(to);
        from.forEach(part -> {
            if (now.remove(part)) {
                old.remove(part);
            }
        });
        Map<String, T> named = new LinkedHashMap<>();
        now.forEach(part -> named.putIfAbsent(name.apply(part), part));
        for (T part : old) {
            Optional<T> successor =
                    name.apply(part).isEmpty() ? Optional.empty() : Optional.ofNullable(named.remove(name.apply(part)));
            successor.ifPresent(now::remove);
            changes.add(change.apply(Optional.of(part), successor));
        }
        now.forEach(part -> changes.add(change.apply(Optional.empty(), Optional.of(part))));
    }

    /** Whether both sides name the same thing at the source. */
    static boolean sameThing(Optional<String> oldId, Optional<String> newId) {
        return oldId.isPresent() && Objects.equals(oldId, newId);
    }
}
