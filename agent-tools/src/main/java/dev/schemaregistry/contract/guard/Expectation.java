package dev.schemaregistry.contract.guard;

import static java.util.Objects.requireNonNull;

import dev.schemaregistry.contract.ContractReport;
import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What rows are to look like.
 *
 * @param source where they come from
 * @param subject what they are, for people: a table, or a query's tables
 * @param fields by name, each name once
 * @param open whether rows may have other fields, as those of a sampled table may
 * @param withheld fields that the column policy withholds: a row that brings one loses it, whatever the policy of the guard
 */
public record Expectation(
        SourceId source, String subject, List<ExpectedField> fields, boolean open, Set<String> withheld) {
    public Expectation {
        requireNonNull(source, "source");
        requireNonNull(subject, "subject");
        fields = List.copyOf(fields);
        withheld = Set.copyOf(withheld);
    }

    /** Without withheld fields. */
    public Expectation(SourceId source, String subject, List<ExpectedField> fields, boolean open) {
        this(source, subject, fields, open, Set.of());
    }

    /** The same, of a source of which fields are withheld: what is expected by its name is none of them. */
    public Expectation withholding(SchemaContext schema) {
        Set<String> names = schema.tables().stream()
                .flatMap(table -> table.fields().stream())
                .filter(Field::isWithheld)
                .map(Field::name)
                .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
                .collect(Collectors.toSet());
        return names.isEmpty() ? this : new Expectation(source, subject, fields, open, names);
    }

    /**
     * A field of a row.
     *
     * @param type empty where it is not known
     * @param required whether a row without it is wrong
     * @param mayBeNull whether null is right
     */
    public record ExpectedField(String name, Optional<DataType> type, boolean required, boolean mayBeNull) {
        public ExpectedField {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
        }
    }

    /** The result of a checked query: its columns, all of them and no others. Of several columns of one name, see {@link #distinct}. */
    public static Expectation of(ContractReport report) {
        String subject = report.tables().stream().map(table -> table.text()).collect(Collectors.joining(", "));
        List<String> names =
                distinct(report.columns().stream().map(ResultColumn::name).toList());
        List<ExpectedField> fields = new ArrayList<>();
        for (ResultColumn column : report.columns()) {
            fields.add(new ExpectedField(
                    names.get(fields.size()), column.type(), true, column.nullability() != Nullability.NOT_NULL));
        }
        return new Expectation(report.source(), subject.isEmpty() ? "a query" : subject, fields, fields.isEmpty());
    }

    /** Whole rows of a table. What was inferred from samples may lack fields that are not always there, and have others. */
    public static Expectation of(TableVersion version) {
        boolean sampled = version.table().provenance().isInferred();
        return new Expectation(
                version.ref().source(),
                version.ref().table().text(),
                version.table().fields().stream()
                        .map(field -> expected(field, sampled))
                        .toList(),
                sampled);
    }

    private static ExpectedField expected(Field field, boolean sampled) {
        return new ExpectedField(
                field.name(), Optional.of(field.type()), !(sampled && field.nullable()), field.nullable());
    }

    /** Names by which the columns of a result can be told apart: the second {@code id} is {@code id (2)}. */
    static List<String> distinct(List<String> names) {
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String free = name;
            for (int next = 2; distinct.contains(free); next++) {
                free = name + " (" + next + ')';
            }
            distinct.add(free);
        }
        return distinct;
    }
}
