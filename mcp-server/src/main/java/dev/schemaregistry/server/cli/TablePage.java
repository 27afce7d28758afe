package dev.schemaregistry.server.cli;

import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.summary.FieldPaths;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws one table for a person. */
final class TablePage {
    private final Page page;
    private final Clock clock;

    TablePage(Page page, Clock clock) {
        this.page = page;
        this.clock = clock;
    }

    void show(DataSource source, TableVersion version, Optional<TableStatistics> statistics) {
        Table table = version.table();
        page.line(
                Span.bold(version.ref().text()),
                Span.plain("  " + table.kind().nativeWord() + ", version " + version.version() + ", revision "
                        + version.revision() + (version.removed() ? ", gone from its source" : "")));
        statistics
                .map(TablePage::observed)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> page.line(Span.dim(text)));
        page.line(Span.dim(origin(source, table)));
        source.health()
                .staleness(table.name())
                .ifPresent(part -> page.line(
                        Span.warning("stale since " + Times.moment(part.since()) + ": "),
                        Span.plain(part.gap().reason())));
        table.comment().ifPresent(text -> page.line(Span.plain(text)));
        page.blank();
        page.rows(Page.withHeadings(
                FieldPaths.readable(table).stream()
                        .map(field -> row(table, field))
                        .toList(),
                "FIELD",
                "TYPE",
                "KEY",
                "COMMENT"));
        parts("primary key", table.primaryKey().stream().toList(), ChangeText::key);
        parts("unique", table.uniqueKeys(), ChangeText::key);
        parts("references", table.foreignKeys(), ChangeText::foreignKey);
        parts("checks", table.checks(), check -> (check.name() + ' ' + check.expression()).strip());
        parts("indexes", table.indexes(), ChangeText::index);
        parts("properties", List.copyOf(table.properties().entrySet()), TablePage::property);
        table.definition().ifPresent(text -> {
            page.blank().line(Span.dim("DEFINITION"));
            page.block(text);
        });
    }

    private static String observed(TableStatistics seen) {
        Stream<String> rows = seen.rows().stream().mapToObj(count -> "about " + count + " rows");
        Stream<String> others = seen.others().entrySet().stream()
                .map(entry -> entry.getKey().replace('_', ' ') + ' ' + entry.getValue());
        return Stream.concat(rows, others).collect(Collectors.joining(", "));
    }

    private String origin(DataSource source, Table table) {
        String how = table.provenance().isInferred()
                ? "inferred from " + table.provenance().sampleSize() + " samples"
                : "declared by the source";
        return how + "; source " + ChangeText.words(source.health().status()) + ", seen "
                + Times.ago(source.health().lastSeen(), clock);
    }

    private static List<Span> row(Table table, Field field) {
        return List.of(
                Span.bold(field.name()),
                Span.plain(ChangeText.type(FieldPaths.closed(field))),
                Span.plain(String.join(", ", roles(table, field))),
                Span.dim(Excerpts.of(field.comment())));
    }

    private static List<String> roles(Table table, Field of) {
        String field = of.name();
        List<String> roles = new ArrayList<>(of.isMasked() ? List.of(Field.MASKED) : List.of());
        table.primaryKey().filter(key -> key.fields().contains(field)).ifPresent(key -> roles.add("primary"));
        if (table.uniqueKeys().stream().anyMatch(key -> key.fields().contains(field))) {
            roles.add("unique");
        }
        table.foreignKeys().stream()
                .filter(key -> key.fields().contains(field))
                .map(key -> "→ " + key.referencedTable().text())
                .distinct()
                .forEach(roles::add);
        return roles;
    }

    private static String property(Map.Entry<String, String> property) {
        return property.getKey() + ": " + property.getValue();
    }

    private <T> void parts(String heading, List<T> parts, Function<T, String> text) {
        if (parts.isEmpty()) {
            return;
        }
        page.blank().line(Span.dim(heading.toUpperCase(java.util.Locale.ROOT)));
        parts.forEach(part -> page.line("  " + text.apply(part)));
    }
}
