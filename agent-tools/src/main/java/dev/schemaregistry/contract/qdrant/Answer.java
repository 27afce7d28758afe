package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.ContractReport.Nullability;
import dev.schemaregistry.contract.ContractReport.ResultColumn;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Known;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of an answer: a point's id, its score, then the keys of the payload that were asked for, then vectors. */
record Answer(VectorCollection collection, JsonPart request) {
    private static final DataType POINT_ID =
            new DataType.Union(List.of(DataType.scalar(ScalarKind.UINT64), DataType.scalar(ScalarKind.UUID)));
    private static final ResultColumn COUNT = column("count", "integer", DataType.scalar(ScalarKind.INT64));
    /** What these give is the payload, unless it is declined. */
    private static final Set<String> PAYLOAD_BY_DEFAULT = Set.of("scroll", "retrieve");

    List<ResultColumn> columns(Operation operation) {
        return switch (operation.answer()) {
            case "count" -> List.of(COUNT);
            case "facet" -> List.of(facet(), COUNT);
            case "pairs" ->
                List.of(
                        column("a", "point id", POINT_ID),
                        column("b", "point id", POINT_ID),
                        column("score", "float", DataType.scalar(ScalarKind.FLOAT32)));
            default -> points(operation);
        };
    }

    /** Whether the answer holds keys of the payload, or vectors, that the request does not name one by one. */
    boolean takesAll(Operation operation) {
        if (operation.answer().equals("count")
                || operation.answer().equals("facet")
                || operation.answer().equals("pairs")) {
            return false;
        }
        boolean listed = request.find("with_payload")
                .filter(selector -> selector.isArray() || selector.has("include"))
                .isPresent();
        boolean payload = !listed
                && payload(PAYLOAD_BY_DEFAULT.contains(operation.word())).stream()
                        .anyMatch(Field::isWithheld);
        return payload || vectors().stream().anyMatch(vector -> vector.field().isWithheld());
    }

    private ResultColumn facet() {
        Optional<Known> known = request.find("key")
                .flatMap(key -> PayloadPath.parse(key.text()))
                .map(new PayloadKeys(collection.payload())::find)
                .flatMap(target -> target instanceof Known found ? Optional.of(found) : Optional.empty());
        return new ResultColumn(
                "value",
                known.map(found -> found.field().nativeType()).orElse(""),
                known.flatMap(found -> Values.leaves(found.type()).findFirst()),
                Nullability.NOT_NULL);
    }

    private List<ResultColumn> points(Operation operation) {
        List<ResultColumn> columns = new ArrayList<>();
        if (operation.answer().equals("groups")) {
            columns.add(new ResultColumn("group", "", Optional.empty(), Nullability.NOT_NULL));
        }
        columns.add(column("id", "point id", POINT_ID));
        if (!operation.answer().equals("points")) {
            columns.add(column("score", "float", DataType.scalar(ScalarKind.FLOAT32)));
        }
        payload(PAYLOAD_BY_DEFAULT.contains(operation.word())).forEach(field -> columns.add(column(field)));
        vectors().forEach(vector -> columns.add(column(vector.field())));
        return columns;
    }

    private List<Field> payload(boolean byDefault) {
        Optional<JsonPart> selector = request.find("with_payload");
        if (selector.isEmpty() || selector.get().isBoolean()) {
            boolean wanted = selector.map(part -> part.text().equals("true")).orElse(byDefault);
            return wanted ? collection.payload() : List.of();
        }
        Optional<JsonPart> excluded = selector.get().find("exclude");
        if (excluded.isPresent()) {
            Set<String> without = names(excluded.get());
            return collection.payload().stream()
                    .filter(field -> !without.contains(field.name()))
                    .toList();
        }
        Set<String> outermost = names(selector.get().find("include").orElse(selector.get())).stream()
                .flatMap(name -> PayloadPath.parse(name).stream())
                .map(path -> path.steps().get(0).name())
                .collect(Collectors.toSet());
        return collection.payload().stream()
                .filter(field -> outermost.contains(field.name()))
                .toList();
    }

    private static Set<String> names(JsonPart list) {
        return list.items().stream().map(JsonPart::text).collect(Collectors.toSet());
    }

    private List<VectorCollection.Vector> vectors() {
        Optional<JsonPart> selector = request.find("with_vector").or(() -> request.find("with_vectors"));
        if (selector.isEmpty() || selector.get().text().equals("false")) {
            return List.of();
        }
        Set<String> names = names(selector.get());
        return collection.vectors().values().stream()
                .filter(vector -> selector.get().isBoolean() || names.contains(vector.name()))
                .toList();
    }

    private ResultColumn column(Field field) {
        String name = field.type() instanceof DataType.Vector ? field.name() : collection.storedName(field.name());
        return new ResultColumn(
                name,
                field.nativeType(),
                Optional.of(field.type()),
                field.type() instanceof DataType.Vector ? Nullability.NOT_NULL : Nullability.NULLABLE);
    }

    private static ResultColumn column(String name, String nativeType, DataType type) {
        return new ResultColumn(name, nativeType, Optional.of(type), Nullability.NOT_NULL);
    }
}
