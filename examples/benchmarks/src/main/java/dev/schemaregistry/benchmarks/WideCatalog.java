package dev.schemaregistry.benchmarks;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
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
import dev.schemaregistry.model.VersionBump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A registry of any width that costs no memory: each table is made anew when it is asked for, always the same. Tables can be given a
 * column more, which is an event. For one thread.
 */
final class WideCatalog implements CatalogReader {
    private static final int WORDS = 12_000;

    private final Vocabulary vocabulary = Vocabulary.of(WORDS);
    private final int sources;
    private final int tables;
    private final int columns;
    private final Map<Integer, String> added = new LinkedHashMap<>();
    private final List<RegistryEvent> log = new ArrayList<>();

    /**
     * @param sources how many
     * @param tables in all of them
     * @param columns in all tables
     */
    WideCatalog(int sources, int tables, int columns) {
        this.sources = sources;
        this.tables = tables;
        this.columns = columns;
        log.add(new RegistryEvent.SourceChanged(
                1, Instant.EPOCH, source(0), RegistryEvent.SourceChanged.Kind.REGISTERED));
    }

    private static SourceId source(int number) {
        return new SourceId("source-" + number);
    }

    private int firstTable(int source) {
        return (int) ((long) source * tables / sources);
    }

    private int sourceOf(int table) {
        int source = (int) ((long) table * sources / tables);
        while (source + 1 < sources && firstTable(source + 1) <= table) {
            source++;
        }
        return source;
    }

    private String name(int table) {
        Random random = new Random(table * 31L + 5);
        int source = sourceOf(table);
        StringBuilder name = new StringBuilder(vocabulary.ofTopic(random, source));
        for (int more = random.nextInt(3); more > 0; more--) {
            name.append('_').append(vocabulary.ofTopic(random, source));
        }
        return name.append('_').append(table).toString();
    }

    private TableRef ref(int table) {
        return TableRef.of(source(sourceOf(table)).value(), name(table));
    }

    /** Half of the columns are such as every table has, half are of the table's topic. */
    private List<String> columns(int table) {
        Random random = new Random(table * 131L + 7);
        int source = sourceOf(table);
        int count = (int) ((long) (table + 1) * columns / tables - (long) table * columns / tables);
        Set<String> names = new LinkedHashSet<>(List.of("id", "created_at", "updated_at"));
        while (names.size() < count) {
            String name = word(random, source);
            for (int more = random.nextInt(3); more > 0; more--) {
                name += '_' + word(random, source);
            }
            names.add(name);
        }
        return List.copyOf(names).subList(0, count);
    }

    private String word(Random random, int source) {
        return random.nextBoolean() ? vocabulary.any(random) : vocabulary.ofTopic(random, source);
    }

    private TableVersion version(int number) {
        List<Field> fields = new ArrayList<>(columns(number).stream()
                .map(column -> Field.of(column, DataType.scalar(ScalarKind.STRING)))
                .toList());
        Optional.ofNullable(added.get(number))
                .ifPresent(column -> fields.add(Field.of(column, DataType.scalar(ScalarKind.STRING))));
        int first = firstTable(sourceOf(number));
        Table.Builder table = Table.builder(TableName.of(name(number)), TableKind.TABLE)
                .fields(fields)
                .primaryKey(Key.of("", "id"));
        if (number > first) {
            int target = first + new Random(number).nextInt(number - first);
            List<String> own = columns(number);
            String column = own.get(own.size() / 2);
            table.foreignKeys(List.of(ForeignKey.of("", List.of(column), TableName.of(name(target)), List.of("id"))));
        }
        long revision = added.containsKey(number) ? 2 : 1;
        return new TableVersion(
                ref(number),
                SemanticVersion.FIRST,
                revision,
                table.build(),
                new Fingerprint("made", String.valueOf(revision)),
                false,
                Instant.EPOCH);
    }

    /** Gives a table one more column. */
    void change(int table, String column) {
        added.put(table, column);
        log.add(new RegistryEvent.TableChanged(
                log.size() + 1,
                Instant.EPOCH,
                ref(table),
                SemanticVersion.FIRST,
                2,
                VersionBump.MINOR,
                false,
                List.of()));
    }

    /** Different texts, each about one table. */
    List<String> questions(int count) {
        Random random = new Random(3);
        List<String> questions = new ArrayList<>();
        while (questions.size() < count) {
            int table = random.nextInt(tables);
            List<String> columns = columns(table);
            questions.add("How many " + spoken(columns.get(random.nextInt(columns.size()))) + " of "
                    + spoken(name(table)) + " had a " + spoken(columns.get(random.nextInt(columns.size()))) + " by "
                    + vocabulary.any(random) + "?");
        }
        return questions;
    }

    private static String spoken(String name) {
        return name.replaceAll("_?[0-9]+$", "").replace('_', ' ');
    }

    /** What a table holds as running text, for search engines that know nothing of schemas. */
    List<String> texts() {
        return IntStream.range(0, tables)
                .mapToObj(table -> (name(table) + ' ' + String.join(" ", columns(table))).replace('_', ' '))
                .toList();
    }

    @Override
    public List<DataSource> listSources() {
        return IntStream.range(0, sources)
                .mapToObj(number -> findSource(source(number)).orElseThrow())
                .toList();
    }

    @Override
    public Optional<DataSource> findSource(SourceId id) {
        return Optional.of(
                DataSource.registered(id, "sqlite", "file:" + id, Optional.empty(), Map.of(), Instant.EPOCH));
    }

    @Override
    public List<TableVersion> listTables(SourceId id) {
        int source = Integer.parseInt(id.value().substring("source-".length()));
        int end = source + 1 == sources ? tables : firstTable(source + 1);
        return IntStream.range(firstTable(source), end).mapToObj(this::version).toList();
    }

    @Override
    public Optional<TableVersion> findTable(TableRef ref) {
        String name = ref.table().name();
        return Optional.of(version(Integer.parseInt(name.substring(name.lastIndexOf('_') + 1))));
    }

    @Override
    public List<OntologyEntity> listEntities() {
        return List.of();
    }

    @Override
    public List<RegistryEvent> events(long afterSequence, int limit) {
        return log.stream().skip(afterSequence).limit(limit).toList();
    }

    @Override
    public long lastSequence() {
        return log.size();
    }
}
