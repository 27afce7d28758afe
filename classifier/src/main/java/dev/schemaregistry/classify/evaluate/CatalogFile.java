package dev.schemaregistry.classify.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.FieldValues;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A catalog of labelled tables as a file: one table a line of JSON. Sampled values may come from a second file. */
final class CatalogFile implements CatalogReader {
    private final SortedMap<SourceId, List<TableVersion>> tables = new TreeMap<>();
    private final Map<TableRef, TableVersion> byRef = new HashMap<>();
    private final Map<String, List<FieldValues>> values = new HashMap<>();

    private final List<Feedback> feedback = new ArrayList<>();

    static CatalogFile read(Path catalog, Optional<Path> values) {
        return read(LabelledFile.of(catalog), values.map(LabelledFile::of));
    }

    static CatalogFile read(LabelledFile catalog, Optional<LabelledFile> values) {
        CatalogFile file = new CatalogFile();
        JsonLines.read(catalog, file::addTable);
        values.ifPresent(sampled -> JsonLines.read(sampled, file::addValues));
        return file;
    }

    private void addTable(JsonNode line) {
        SourceId source = new SourceId(JsonLines.text(line, "source"));
        TableRef ref = new TableRef(source, TableName.of(JsonLines.text(line, "table")));
        Table table = Table.builder(ref.table(), kind(line))
                .fields(fields(line.path("columns")))
                .primaryKey(primaryKey(line.path("primaryKey")))
                .foreignKeys(foreignKeys(line.path("foreignKeys")))
                .comment(comment(line))
                .build();
        TableVersion version = new TableVersion(
                ref, SemanticVersion.FIRST, 1, table, new Fingerprint("none", "0"), false, Instant.EPOCH);
        tables.computeIfAbsent(source, k -> new ArrayList<>()).add(version);
        byRef.put(ref, version);
    }

    private static TableKind kind(JsonNode line) {
        return TableKind.valueOf(line.path("tableKind").asText("table").toUpperCase(Locale.ROOT));
    }

    private static List<Field> fields(JsonNode columns) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (JsonNode column : columns) {
            String name = JsonLines.text(column, "name");
            Field field = Field.of(name, new DataType.Native(column.path("type").asText("")));
            fields.putIfAbsent(name, comment(column).map(field::withComment).orElse(field));
        }
        return List.copyOf(fields.values());
    }

    /** A human label is the first line of the comment, a description what follows. */
    private static Optional<String> comment(JsonNode named) {
        List<String> lines = Stream.of("label", "description")
                .map(key -> named.path(key).asText(""))
                .filter(text -> !text.isBlank())
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static Optional<Key> primaryKey(JsonNode names) {
        List<String> fields = JsonLines.texts(names);
        return fields.isEmpty() ? Optional.empty() : Optional.of(Key.of("", fields.toArray(String[]::new)));
    }

    private static List<ForeignKey> foreignKeys(JsonNode keys) {
        List<ForeignKey> found = new ArrayList<>();
        for (JsonNode key : keys) {
            List<String> fields = JsonLines.texts(key.path("columns"));
            List<String> referenced = JsonLines.texts(key.path("referencedColumns"));
            String table = key.path("referencedTable").asText("");
            if (!fields.isEmpty() && fields.size() == referenced.size() && !table.isEmpty()) {
                found.add(ForeignKey.of("", fields, TableName.of(table), referenced));
            }
        }
        return found;
    }

    private void addValues(JsonNode line) {
        String table = JsonLines.text(line, "source") + '.' + JsonLines.text(line, "table");
        values.computeIfAbsent(table.toLowerCase(Locale.ROOT), k -> new ArrayList<>())
                .add(new FieldValues(JsonLines.text(line, "column"), JsonLines.texts(line.path("values"))));
    }

    int tableCount() {
        return byRef.size();
    }

    int fieldCount() {
        return byRef.values().stream().mapToInt(v -> v.table().fields().size()).sum();
    }

    @Override
    public List<DataSource> listSources() {
        return tables.keySet().stream().map(CatalogFile::source).toList();
    }

    private static DataSource source(SourceId id) {
        return DataSource.registered(id, "file", "file:" + id, Optional.empty(), Map.of(), Instant.EPOCH);
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return tables.containsKey(id) ? Optional.of(source(id)) : Optional.empty();
    }

    @Override
    public List<TableVersion> listTables(SourceId source) {
        return tables.getOrDefault(source, List.of());
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    @Override
    public List<OntologyEntity> listEntities() {
        return List.of();
    }

    @Override
    public List<FieldValues> listValues(TableRef ref) {
        String table = ref.source().value() + '.' + ref.table().name();
        return values.getOrDefault(table.toLowerCase(Locale.ROOT), List.of());
    }

    /** The same tables, with what people said of questions. */
    CatalogFile remembering(List<Feedback> said) {
        CatalogFile file = new CatalogFile();
        file.tables.putAll(tables);
        file.byRef.putAll(byRef);
        file.values.putAll(values);
        file.feedback.addAll(said);
        return file;
    }

    @Override
    public List<Feedback> listFeedback() {
        return List.copyOf(feedback);
    }

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        return List.of();
    }

    @Override
    public long lastSequence() {
        return 0;
    }
}
