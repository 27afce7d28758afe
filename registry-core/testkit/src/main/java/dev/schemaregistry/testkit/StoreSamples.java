package dev.schemaregistry.testkit;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.change.Differ;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.change.VersionBumps;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineRoutine.Volatility;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.EngineView;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.model.VersionBump;
import dev.schemaregistry.spi.RegistryStore;
import dev.schemaregistry.spi.SourceCommit;
import dev.schemaregistry.spi.SourceCommit.Write;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sources, tables and commits to fill a store with. */
public final class StoreSamples {
    /** Off the millisecond, as clocks are. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    public static final SourceId SHOP = new SourceId("shop");

    private StoreSamples() {}

    public static DataSource source(SourceId id) {
        return DataSource.registered(
                id,
                "postgres",
                "postgresql://localhost/" + id,
                Optional.of("what is sold"),
                Map.of("host", "localhost", "database", id.value()),
                NOON);
    }

    /** A table with a bit of everything. */
    public static Table table(String name, String... moreFields) {
        List<Field> fields = new java.util.ArrayList<>(List.of(
                Field.of("id", DataType.scalar(ScalarKind.INT64))
                        .withNativeType("bigint")
                        .withNullable(false),
                Field.of("name", DataType.string(50)).withComment("as printed \u0000 \"here\" — 名前")));
        Arrays.stream(moreFields)
                .map(field -> Field.of(field, DataType.decimal(10, 2)))
                .forEach(fields::add);
        return Table.builder(TableName.parse(name), TableKind.TABLE)
                .fields(fields)
                .primaryKey(Key.of("pk", "id"))
                .foreignKeys(List.of(ForeignKey.of("", List.of("id"), TableName.of("parents"), List.of("id"))))
                .checks(List.of(new Check("positive", "CHECK ((id > 0))")))
                .indexes(List.of(Index.of("by_name", false, "btree", "name")))
                .comment("one row each")
                .stableId("16384")
                .build();
    }

    /** The first version of a table. */
    public static Write added(SourceId source, Table table) {
        return new Write(
                version(source, table, SemanticVersion.FIRST, 1, false),
                VersionBump.MINOR,
                List.of(new SchemaChange.TableAdded(table)));
    }

    /** The next version of a table whose latest one is {@code before}. */
    public static Write changed(TableVersion before, Table table) {
        List<SchemaChange> changes = Differ.diff(before.table(), table);
        VersionBump bump = VersionBumps.of(changes);
        return new Write(
                version(before.ref().source(), table, before.version().next(bump), before.revision() + 1, false),
                bump,
                changes);
    }

    /** The version that says the table went. */
    public static Write removed(TableVersion before) {
        return new Write(
                version(
                        before.ref().source(),
                        before.table(),
                        before.version().next(VersionBump.MAJOR),
                        before.revision() + 1,
                        true),
                VersionBump.MAJOR,
                List.of(new SchemaChange.TableRemoved(before.table())));
    }

    /** What accepting a reading commits, from where the source stands now. */
    public static SourceCommit commit(DataSource source, Write... writes) {
        return new SourceCommit(read(source, writes.length > 0), source.revision(), List.of(writes), Map.of());
    }

    /** What an engine may know, with a bit of everything; {@code stem} tells one from another. */
    public static EngineCatalog catalog(String stem) {
        EngineName mood = new EngineName("public", stem + "_mood");
        EngineName text = EngineName.builtIn("text");
        EngineRoutine own = new EngineRoutine(
                new EngineName("app", stem + " \"früh\" . 名前"), Volatility.VOLATILE, Optional.empty());
        EngineRoutine packed =
                new EngineRoutine(new EngineName("public", stem + "_eq"), Volatility.IMMUTABLE, Optional.of("citext"));
        EngineType domain = new EngineType(
                mood,
                EngineType.Kind.DOMAIN,
                "S",
                Set.of(EngineType.Trait.ORDERED, EngineType.Trait.COLLATABLE),
                "_mood",
                Optional.of(text),
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                List.of("VALUE <> ''"),
                List.of(own));
        EngineFunction function = new EngineFunction(
                own,
                EngineFunction.Kind.AGGREGATE,
                true,
                true,
                true,
                text,
                List.of(mood, EngineName.builtIn("_text")),
                List.of("", "rest"),
                1,
                0,
                List.of(new EngineFunction.Output("", text)),
                false,
                true);
        return new EngineCatalog(
                List.of("app", "public"),
                List.of(domain),
                List.of(function),
                List.of(new EngineOperator(
                        new EngineName("public", "="), Optional.of(mood), mood, EngineName.builtIn("bool"), packed)),
                List.of(new EngineCast(mood, text, EngineCast.Context.IMPLICIT, false, Optional.of(packed))),
                List.of(new EngineView(TableName.of("late"), List.of(own))));
    }

    /** The record after a reading. */
    public static DataSource read(DataSource source, boolean changed) {
        return new DataSource(
                source.id(),
                source.type(),
                source.uri(),
                source.description(),
                source.settings(),
                changed && source.revision() > 0 ? source.version().next(VersionBump.MINOR) : source.version(),
                source.revision() + (changed ? 1 : 0),
                Optional.of(new Fingerprint("test", "r" + source.revision())),
                "public",
                "PostgreSQL 15.19",
                SourceHealth.ok(NOON),
                NOON);
    }

    /** Registers a source and gives it tables in one commit. */
    public static DataSource fill(RegistryStore store, SourceId id, Table... tables) {
        store.putSource(source(id));
        Write[] writes = Arrays.stream(tables).map(table -> added(id, table)).toArray(Write[]::new);
        store.commit(commit(store.findSource(id).orElseThrow(), writes));
        return store.findSource(id).orElseThrow();
    }

    private static TableVersion version(
            SourceId source, Table table, SemanticVersion version, long revision, boolean removed) {
        return new TableVersion(
                new TableRef(source, table.name()),
                version,
                revision,
                table,
                CanonicalForm.fingerprint(table),
                removed,
                NOON);
    }
}
