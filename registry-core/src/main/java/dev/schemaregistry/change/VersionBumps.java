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
import dev.schemaregistry.change.SchemaChange.TableAdded;
import dev.schemaregistry.change.SchemaChange.TableRemoved;
import dev.schemaregistry.change.SchemaChange.TableRenamed;
import dev.schemaregistry.change.SchemaChange.UniqueKeyChanged;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.VersionBump;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * How much a change weighs for those who read with the old schema: a query or program written yesterday.
 *
 * <p>MAJOR: it may fail, or mean something else. MINOR: it goes on working; there is something new. PATCH: words and performance
 * only. The cases in {@code version-bump-cases.json} are the rule; this visitor follows them.
 */
public final class VersionBumps {
    private static final Set<TableKind> RELATIONAL = EnumSet.of(
            TableKind.TABLE,
            TableKind.PARTITIONED_TABLE,
            TableKind.FOREIGN_TABLE,
            TableKind.VIRTUAL_TABLE,
            TableKind.VIEW,
            TableKind.MATERIALIZED_VIEW);

    private VersionBumps() {}

    /** The heaviest among the changes; NONE for no change. */
    public static VersionBump of(List<SchemaChange> changes) {
        return changes.stream().map(VersionBumps::of).reduce(VersionBump.NONE, VersionBump::max);
    }

    /** The weight of one change. */
    public static VersionBump of(SchemaChange change) {
        return change.accept(new Weigher());
    }

    private static final class Weigher implements SchemaChange.Visitor<VersionBump> {
        @Override
        public VersionBump tableAdded(TableAdded change) {
            return VersionBump.MINOR;
        }

        @Override
        public VersionBump tableRemoved(TableRemoved change) {
            return VersionBump.MAJOR;
        }

        @Override
        public VersionBump tableRenamed(TableRenamed change) {
            return VersionBump.MAJOR;
        }

        @Override
        public VersionBump kindChanged(KindChanged change) {
            boolean stillQueriedAlike = RELATIONAL.contains(change.from()) && RELATIONAL.contains(change.to());
            return stillQueriedAlike ? VersionBump.MINOR : VersionBump.MAJOR;
        }

        @Override
        public VersionBump fieldAdded(FieldAdded change) {
            return VersionBump.MINOR;
        }

        @Override
        public VersionBump fieldRemoved(FieldRemoved change) {
            return VersionBump.MAJOR;
        }

        @Override
        public VersionBump fieldRenamed(FieldRenamed change) {
            return VersionBump.MAJOR;
        }

        @Override
        public VersionBump fieldChanged(FieldChanged change) {
            return FieldBumps.of(change.from(), change.to());
        }

        @Override
        public VersionBump primaryKeyChanged(PrimaryKeyChanged change) {
            return guarantee(change.from(), change.to(), Weigher::sameFields);
        }

        @Override
        public VersionBump uniqueKeyChanged(UniqueKeyChanged change) {
            return guarantee(change.from(), change.to(), Weigher::sameFields);
        }

        @Override
        public VersionBump foreignKeyChanged(ForeignKeyChanged change) {
            boolean sameReference = change.from().isPresent()
                    && change.to().isPresent()
                    && sameReference(change.from().get(), change.to().get());
            return sameReference ? VersionBump.PATCH : VersionBump.MINOR;
        }

        @Override
        public VersionBump checkChanged(CheckChanged change) {
            return VersionBump.MINOR;
        }

        @Override
        public VersionBump indexChanged(IndexChanged change) {
            boolean unique = change.from().map(Index::unique).orElse(false)
                    || change.to().map(Index::unique).orElse(false);
            return unique ? guarantee(change.from(), change.to(), Weigher::sameUniqueness) : VersionBump.PATCH;
        }

        @Override
        public VersionBump commentChanged(CommentChanged change) {
            return VersionBump.PATCH;
        }

        @Override
        public VersionBump definitionChanged(DefinitionChanged change) {
            return VersionBump.MINOR;
        }

        @Override
        public VersionBump propertyChanged(PropertyChanged change) {
            if (!change.key().equals(Table.READABLE)) {
                return VersionBump.PATCH;
            }
            return change.to().filter("false"::equals).isPresent() ? VersionBump.MAJOR : VersionBump.MINOR;
        }

        @Override
        public VersionBump provenanceChanged(ProvenanceChanged change) {
            return VersionBump.MINOR;
        }

        /** Uniqueness gained is news, uniqueness lost makes joins fan out. */
        private static <T> VersionBump guarantee(Optional<T> from, Optional<T> to, BiPredicate<T, T> same) {
            if (from.isEmpty()) {
                return VersionBump.MINOR;
            }
            boolean kept = to.isPresent() && same.test(from.get(), to.get());
            return kept ? VersionBump.PATCH : VersionBump.MAJOR;
        }

        private static boolean sameFields(Key from, Key to) {
            return Set.copyOf(from.fields()).equals(Set.copyOf(to.fields()));
        }

        private static boolean sameReference(ForeignKey from, ForeignKey to) {
            return from.fields().equals(to.fields())
                    && from.referencedTable().equals(to.referencedTable())
                    && from.referencedFields().equals(to.referencedFields());
        }

        private static boolean sameUniqueness(Index from, Index to) {
            return !from.unique()
                    || (to.unique()
                            && from.parts().equals(to.parts())
                            && from.predicate().equals(to.predicate()));
        }
    }

    /** Judges a field that kept its name. */
    static final class FieldBumps {
        private FieldBumps() {}

        static VersionBump of(Field from, Field to) {
            VersionBump bump =
                    CanonicalForm.of(from).equals(CanonicalForm.of(to)) ? VersionBump.NONE : VersionBump.PATCH;
            bump = bump.max(TypeBumps.of(from.type(), to.type()));
            if (from.nullable() != to.nullable()) {
                bump = bump.max(to.nullable() ? VersionBump.MAJOR : VersionBump.MINOR);
            }
            return from.generation().equals(to.generation()) ? bump : bump.max(VersionBump.MINOR);
        }
    }
}
