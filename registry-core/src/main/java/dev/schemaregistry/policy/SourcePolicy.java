package dev.schemaregistry.policy;

import dev.schemaregistry.change.CanonicalForm;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a policy withholds of one source, and what is left of tables and changes without it. Pure and immutable. What was shown once
 * is left as it is when it is shown again.
 */
public final class SourcePolicy {
    /** Withholds nothing. */
    public static final SourcePolicy NOTHING = new SourcePolicy(
            new Patterns(List.of(), List.of()),
            new Lineage("", "", List.of()),
            Set.of(),
            Map.of(),
            Map.of(),
            Set.of(),
            Set.of());

    private final Patterns patterns;
    private final Lineage lineage;
    private final Set<String> hiddenNames;
    private final Map<TableName, Set<String>> ownNames;
    private final Map<TableName, Set<String>> withheldNames;
    private final Set<TableName> maskedViews;
    private final Set<String> withheldTypes;

    private SourcePolicy(
            Patterns patterns,
            Lineage lineage,
            Set<String> hiddenNames,
            Map<TableName, Set<String>> ownNames,
            Map<TableName, Set<String>> withheldNames,
            Set<TableName> maskedViews,
            Set<String> withheldTypes) {
        this.patterns = patterns;
        this.lineage = lineage;
        this.hiddenNames = hiddenNames;
        this.ownNames = ownNames;
        this.withheldNames = withheldNames;
        this.maskedViews = maskedViews;
        this.withheldTypes = withheldTypes;
    }

    static SourcePolicy of(
            SourceId source,
            String defaultNamespace,
            List<FieldPattern> hidden,
            List<FieldPattern> masked,
            List<Table> tables) {
        Patterns patterns = new Patterns(hidden, masked);
        Lineage lineage = new Lineage(source.value(), defaultNamespace, tables);
        WithheldNames withheld = new WithheldNames(patterns, lineage, tables);
        Set<String> names = new HashSet<>(patterns.hiddenNames());
        names.addAll(withheld.hidden());
        names.remove("");
        Map<TableName, Set<String>> own = tables.stream()
                .map(table -> Map.entry(table.name(), withheld.shownAmong(table, names)))
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
        return new SourcePolicy(
                patterns,
                lineage,
                Set.copyOf(names),
                own,
                Map.copyOf(withheld.byTable()),
                new WithheldViews(withheld, tables).find(),
                withheld.typesOfWithheldAlone());
    }

    /** Whether it withholds nothing. */
    public boolean isNothing() {
        return this == NOTHING;
    }

    /** The table as it may be shown: without hidden fields and all that names them, with masked fields without values. */
    public Table shown(Table table) {
        return isNothing() ? table : new ShownTable(this, table).shown();
    }

    /**
     * The table as queries are checked against it: as {@linkplain #shown shown}, but each hidden field is still in its place, by its
     * name, marked and without anything else. Never to be shown.
     */
    public Table checked(Table table) {
        return isNothing() ? table : new ShownTable(this, table).checked();
    }

    /** The version with its table as it may be shown, under the fingerprint of that. */
    public TableVersion shown(TableVersion version) {
        return with(version, this::shown);
    }

    /** The version with its table as queries are checked against it. */
    public TableVersion checked(TableVersion version) {
        return with(version, this::checked);
    }

    private static TableVersion with(TableVersion version, Function<Table, Table> form) {
        Table table = form.apply(version.table());
        return table.equals(version.table())
                ? version
                : new TableVersion(
                        version.ref(),
                        version.version(),
                        version.revision(),
                        table,
                        CanonicalForm.fingerprint(table),
                        version.removed(),
                        version.createdAt());
    }

    /** Those changes, as far as they are about something that is shown; none where all are about what is withheld. */
    public List<SchemaChange> shown(List<SchemaChange> changes) {
        if (isNothing()) {
            return changes;
        }
        ShownChanges shown = new ShownChanges(this);
        return changes.stream()
                .map(change -> change.accept(shown))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The observations without what names a withheld field of the table. */
    public TableStatistics shown(TableName table, TableStatistics seen) {
        ShownText text = new ShownText(this, table, List.of());
        return new TableStatistics(seen.rows(), seen.bytes(), seen.observedAt(), text.harmless(seen.others()));
    }

    /** The catalog without the labels of types that only withheld fields are of: those are their values. */
    public EngineCatalog shown(EngineCatalog catalog) {
        return withheldTypes.isEmpty()
                ? catalog
                : new EngineCatalog(
                        catalog.searchPath(),
                        catalog.types().stream().map(this::shown).toList(),
                        catalog.functions(),
                        catalog.operators(),
                        catalog.casts(),
                        catalog.views());
    }

    private EngineType shown(EngineType type) {
        return type.labels().isEmpty() || !withheldTypes.contains(type.name().name())
                ? type
                : new EngineType(
                        type.name(),
                        type.kind(),
                        type.category(),
                        type.traits(),
                        type.arrayName(),
                        type.base(),
                        type.subtype(),
                        type.multirangeName(),
                        List.of(),
                        type.attributes(),
                        type.checks(),
                        type.calls());
    }

    /** Whether values of a field of that path may be known. */
    public boolean showsValues(Table table, String path) {
        return isNothing() || OpenPaths.of(shown(table)).contains(path);
    }

    /** Whether a text of the source names a hidden field. */
    public boolean mentionsHidden(String text) {
        return Mentions.any(text, hiddenNames);
    }

    /** Names of hidden fields in lower case, to be kept out of messages. */
    public Set<String> hiddenNames() {
        return hiddenNames;
    }

    // --- for what shows ---

    Access of(TableName table, String path, Field field) {
        Access access = patterns.of(lineage.places(table), path, field.type());
        Access here = isMaskedView(table) ? access.strictest(viewAccess(field)) : access;
        return isOfThePast(table, field) ? Access.HIDDEN : here;
    }

    /**
     * Whether the table has no such field any more, and its name is that of a hidden one: it may have been a part or a view of what is
     * withheld, before it went or was made anew.
     */
    private boolean isOfThePast(TableName table, Field field) {
        return unspeakable(table).contains(field.name().toLowerCase(Locale.ROOT));
    }

    /** A view that passes on what is withheld may do so under any of its names. */
    private Access viewAccess(Field field) {
        return hiddenNames.contains(field.name().toLowerCase(Locale.ROOT)) ? Access.HIDDEN : Access.MASKED;
    }

    /** By its name alone, as a key or reference gives it. */
    Access of(TableName table, String field) {
        return of(table, field, Field.of(field, DataType.string()));
    }

    /** Names that patterns spell out for fields of the table, whether it has them or not. */
    List<String> spelledOutFor(TableName table) {
        return patterns.spelledOutFor(lineage.places(table));
    }

    boolean isMaskedView(TableName table) {
        return maskedViews.contains(table);
    }

    /** Names of the withheld fields that the table has now, in lower case. */
    Set<String> withheldOf(TableName table) {
        return withheldNames.getOrDefault(table, Set.of());
    }

    /** Names that no text on the table may hold: those of hidden fields, but for fields that the table has and shows. */
    Set<String> unspeakable(TableName table) {
        Set<String> own = ownNames.getOrDefault(table, Set.of());
        if (own.isEmpty()) {
            return hiddenNames;
        }
        Set<String> left = new HashSet<>(hiddenNames);
        left.removeAll(own);
        return left;
    }
}
