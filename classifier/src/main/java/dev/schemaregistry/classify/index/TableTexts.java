package dev.schemaregistry.classify.index;

import dev.schemaregistry.classify.CatalogReader;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The texts of the registry's tables, as far as they are to be embedded. Thread-safe. */
final class TableTexts implements AutoCloseable {
    private static final int EVENT_PAGE = 1_000;

    private final CatalogReader catalog;
    private final MeaningText text = new MeaningText();

    TableTexts(CatalogReader catalog) {
        this.catalog = catalog;
    }

    /** The text of each table. */
    Map<TableRef, String> all() {
        Map<TableRef, String> all = new TreeMap<>();
        for (DataSource source : catalog.listSources()) {
            catalog.listTables(source.id()).forEach(version -> all.put(version.ref(), text.of(source, version)));
        }
        return all;
    }

    /**
     * The text of each table that later events concern; empty for one that is gone.
     *
     * @param after the last event that is known
     * @param known tables that were there then
     */
    Map<TableRef, String> changed(long after, Collection<TableRef> known) {
        Set<TableRef> refs = concerned(after, known);
        Map<SourceId, Optional<DataSource>> sources = new HashMap<>();
        Map<TableRef, String> texts = new TreeMap<>();
        for (TableRef ref : refs) {
            Optional<DataSource> source = sources.computeIfAbsent(ref.source(), catalog::findSource);
            Optional<TableVersion> version = catalog.findTable(ref).filter(found -> !found.removed());
            texts.put(
                    ref,
                    source.flatMap(from -> version.map(to -> text.of(from, to))).orElse(""));
        }
        return texts;
    }

    private Set<TableRef> concerned(long after, Collection<TableRef> known) {
        Set<TableRef> refs = new TreeSet<>();
        Set<SourceId> sources = new TreeSet<>();
        List<RegistryEvent> events = catalog.events(after, EVENT_PAGE);
        while (!events.isEmpty()) {
            events.forEach(event -> event.accept(new Concerned(refs, sources)));
            events = catalog.events(events.get(events.size() - 1).sequence(), EVENT_PAGE);
        }
        known.stream().filter(ref -> sources.contains(ref.source())).forEach(refs::add);
        sources.forEach(source -> catalog.listTables(source).forEach(version -> refs.add(version.ref())));
        return refs;
    }

    @Override
    public void close() {
        text.close();
    }

    /** Collects what events are about. */
    private record Concerned(Set<TableRef> tables, Set<SourceId> sources) implements RegistryEvent.Visitor<Boolean> {
        @Override
        public Boolean tableChanged(RegistryEvent.TableChanged event) {
            return tables.add(event.ref());
        }

        @Override
        public Boolean sourceChanged(RegistryEvent.SourceChanged event) {
            return sources.add(event.source());
        }

        @Override
        public Boolean ontologyChanged(RegistryEvent.OntologyChanged event) {
            return false;
        }

        @Override
        public Boolean valuesProfiled(RegistryEvent.ValuesProfiled event) {
            return false;
        }

        @Override
        public Boolean feedbackChanged(RegistryEvent.FeedbackChanged event) {
            return false;
        }
    }
}
