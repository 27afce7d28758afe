package dev.schemaregistry.change;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.VersionBump;
import java.util.List;
import java.util.Optional;

/** Judges a change of type: another kind is MAJOR, another size MINOR, more labels or nested fields MINOR, fewer MAJOR. */
final class TypeBumps {
    private TypeBumps() {}

    static VersionBump of(DataType from, DataType to) {
        if (from.equals(to)) {
            return VersionBump.NONE;
        }
        return from.getClass() == to.getClass() ? from.accept(new Same(to)) : VersionBump.MAJOR;
    }

    private static final class Same implements DataType.Visitor<VersionBump> {
        private final DataType to;

        Same(DataType to) {
            this.to = to;
        }

        @Override
        public VersionBump scalar(DataType.Scalar from) {
            return from.kind() == ((DataType.Scalar) to).kind() ? VersionBump.MINOR : VersionBump.MAJOR;
        }

        @Override
        public VersionBump enumeration(DataType.Enumeration from) {
            List<String> kept = ((DataType.Enumeration) to)
                    .labels().stream().filter(from.labels()::contains).toList();
            if (!kept.equals(from.labels())) {
                return VersionBump.MAJOR;
            }
            boolean sameLabels = ((DataType.Enumeration) to).labels().equals(from.labels());
            return sameLabels ? VersionBump.PATCH : VersionBump.MINOR;
        }

        @Override
        public VersionBump array(DataType.Array from) {
            return of(from.element(), ((DataType.Array) to).element());
        }

        @Override
        public VersionBump struct(DataType.Struct from) {
            VersionBump bump = VersionBump.PATCH;
            List<Field> now = ((DataType.Struct) to).fields();
            for (Field old : from.fields()) {
                Optional<Field> match =
                        now.stream().filter(f -> f.name().equals(old.name())).findFirst();
                bump = bump.max(
                        match.map(f -> VersionBumps.FieldBumps.of(old, f)).orElse(VersionBump.MAJOR));
            }
            return now.size() > from.fields().size() ? bump.max(VersionBump.MINOR) : bump;
        }

        @Override
        public VersionBump mapping(DataType.Mapping from) {
            DataType.Mapping now = (DataType.Mapping) to;
            return of(from.key(), now.key()).max(of(from.value(), now.value()));
        }

        @Override
        public VersionBump union(DataType.Union from) {
            boolean onlyFewer = from.members().containsAll(((DataType.Union) to).members());
            return onlyFewer ? VersionBump.MINOR : VersionBump.MAJOR;
        }

        @Override
        public VersionBump json(DataType.Json from) {
            return VersionBump.NONE;
        }

        @Override
        public VersionBump vector(DataType.Vector from) {
            return VersionBump.MAJOR;
        }

        @Override
        public VersionBump nativeType(DataType.Native from) {
            return VersionBump.MAJOR;
        }
    }
}
