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
import dev.schemaregistry.spi.ChangeListener;
import dev.schemaregistry.spi.SourceConnector;
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
        return tables + " " + rows;
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
