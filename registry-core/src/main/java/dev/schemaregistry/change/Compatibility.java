package dev.schemaregistry.change;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.change.SchemaChange.FieldAdded;
import dev.schemaregistry.change.SchemaChange.FieldChanged;
import dev.schemaregistry.change.SchemaChange.TableAdded;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.VersionBump;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether readers of one schema understand data of another (the modes of Confluent's Schema Registry, the resolution of readers and
 * writers of Avro 1.12). There is one table of weights for both directions: what is MAJOR breaks who reads with the old schema; what
 * would be MAJOR the other way round breaks who reads with the new one, unless all it misses in old data is a field that it can fill. A
 * field that changed breaks whoever's type has no room for the other's values. The cases in {@code compatibility-cases.json} are the rule.
 */
public final class Compatibility {
    private Compatibility() {}

    /** Whom a change breaks. */
    public enum Direction {
        /** Who reads old data with the new schema. */
        BACKWARD,
        /** Who reads new data with the old schema. */
        FORWARD
    }

    /** One change that breaks somebody who counts. */
    public record Finding(Direction direction, SchemaChange change) {
        public Finding {
            requireNonNull(direction, "direction");
            requireNonNull(change, "change");
        }
    }

    /** What stands against going from one schema to the other; empty: nothing does. In the order of the changes. */
    public static List<Finding> between(Table before, Table after, CompatibilityMode mode) {
        List<Finding> findings = new ArrayList<>();
        for (SchemaChange change : Differ.diff(before, after)) {
            if (mode.forward() && breaksOldReaders(change)) {
                findings.add(new Finding(Direction.FORWARD, change));
            }
            if (mode.backward() && breaksNewReaders(change)) {
                findings.add(new Finding(Direction.BACKWARD, change));
            }
        }
        return List.copyOf(findings);
    }

    private static boolean breaksOldReaders(SchemaChange change) {
        return change instanceof FieldChanged changed
                ? misreads(changed.from(), changed.to())
                : VersionBumps.of(change) == VersionBump.MAJOR;
    }

    private static boolean breaksNewReaders(SchemaChange change) {
        if (change instanceof FieldChanged changed) {
            return misreads(changed.to(), changed.from());
        }
        if (change instanceof TableAdded || (change instanceof FieldAdded added && canBeFilled(added.field()))) {
            return false;
        }
        return VersionBumps.of(change.accept(Reversal.VISITOR)) == VersionBump.MAJOR;
    }

    /** A query reads on when a number grows; who keeps what they read in the old type may have no room for it. */
    private static boolean misreads(Field reader, Field data) {
        return (data.nullable() && !reader.nullable()) || !TypeFit.fits(data.type(), reader.type());
    }

    private static boolean canBeFilled(Field field) {
        return field.nullable()
                || field.defaultExpression().isPresent()
                || field.generation().kind() != Generation.Kind.NONE;
    }
}
