package dev.schemaregistry.testkit;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.SourceException;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.profile.ValueCounter;
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.SourceConnector;
import dev.schemaregistry.spi.ValueProfiler;
import dev.schemaregistry.spi.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A source in memory: the smallest thing that keeps the promises of a connector. */
final class FakeSource implements SourceUnderTest {
    private final List<Table> tables = new ArrayList<>();
    private final List<ChangeListener> listeners = new ArrayList<>();
    private final List<Map<String, String>> parcelRows = new ArrayList<>();
    private long rows = 1;

    FakeSource() {
        Field id = Field.of("id", DataType.scalar(DataType.ScalarKind.INT64)).withStableId("1");
        tables.add(Table.builder(table(), TableKind.TABLE)
                .fields(id)
                .stableId("100")
                .build());
    }

    @Override
    public SourceConnector open() {
        return new FakeConnector(true);
    }

    @Override
    public SourceConnector openDead() {
        return new FakeConnector(false);
    }

    @Override
    public Optional<SourceConnector> openSilent() {
        return Optional.empty();
    }

    @Override
    public TableName table() {
        return TableName.of("things");
    }

    @Override
    public void addField(String name) {
        Table table = tables.get(0);
        List<Field> fields = new ArrayList<>(table.fields());
        fields.add(Field.of(name, DataType.string()).withStableId(Integer.toString(fields.size() + 1)));
        tables.set(0, table.toBuilder().fields(fields).build());
        listeners.forEach(ChangeListener::changed);
    }

    @Override
    public void addRows() {
        rows++;
    }

    @Override
    public TableName renameTable() {
        TableName renamed = TableName.of("objects");
        tables.set(0, tables.get(0).toBuilder().name(renamed).build());
        return renamed;
    }

    @Override
    public void removeTable() {
        tables.clear();
    }

    @Override
    public String everything() {
        return tables + " " + rows + parcelRows;
    }

    @Override
    public boolean hasStableIds() {
        return true;
    }

    @Override
    public boolean canDryRun() {
        return false;
    }

    @Override
    public boolean canWatch() {
        return true;
    }

    @Override
    public boolean canProfile() {
        return true;
    }

    @Override
    public TableName addValues() {
        TableName parcels = TableName.of("parcels");
        tables.add(Table.builder(parcels, TableKind.TABLE)
                .fields(
                        Field.of("region", DataType.string()),
                        Field.of("contact_email", DataType.string()),
                        Field.of("label", DataType.string()))
                .build());
        for (int i = 1; i <= 40; i++) {
            parcelRows.add(Map.of(
                    "region", i <= 30 ? "north" : "southwest",
                    "contact_email", "ada" + i + "@example.org",
                    "label", "parcel " + i));
        }
        return parcels;
    }

    @Override
    public void close() {
        tables.clear();
    }

    private final class FakeConnector implements SourceConnector {
        private final boolean alive;
        private boolean closed;

        FakeConnector(boolean alive) {
            this.alive = alive;
        }

        @Override
        public Snapshot discover() {
            answer();
            TableStatistics statistics =
                    new TableStatistics(OptionalLong.of(rows), OptionalLong.empty(), Instant.EPOCH.plusSeconds(rows));
            return new Snapshot("Fake 1", "main", tables, Map.of(table(), statistics), List.of(), List.of());
        }

        @Override
        public Fingerprint fingerprint() {
            answer();
            return new Fingerprint("fake1", tables.toString());
        }

        @Override
        public Optional<ValueProfiler> valueProfiler() {
            return Optional.of((table, fields, limits) -> {
                answer();
                ValueCounter counter = new ValueCounter(limits);
                parcelRows.stream()
                        .filter(row -> table.name().equals(TableName.of("parcels")))
                        .limit(limits.rows())
                        .forEach(row -> fields.stream()
                                .filter(row::containsKey)
                                .forEach(field -> counter.add(field, row.get(field))));
                return counter.counted();
            });
        }

        @Override
        public Optional<Watch> watch(ChangeListener listener) {
            if (!alive) {
                listener.lost("nothing is there");
                return Optional.of(() -> {});
            }
            listeners.add(listener);
            listener.restored();
            return Optional.of(() -> listeners.remove(listener));
        }

        @Override
        public void close() {
            closed = true;
        }

        private void answer() {
            if (!alive) {
                throw new SourceException(ErrorCode.SOURCE_UNREACHABLE, "nothing is there");
            }
            if (closed) {
                throw new SourceException(ErrorCode.SOURCE_FAILED, "the connector is closed");
            }
        }
    }
}
