package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.mongo.OperatorCalls.Arguments;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What comes of an operator, by the word of the table. Pure. */
final class Results {
    private static final Set<Kind> NUMBER_OR_DATE = Set.of(Kind.DOUBLE, Kind.INT, Kind.LONG, Kind.DECIMAL, Kind.DATE);

    private Results() {}

    static Shape of(String word, Arguments arguments) {
        if (word.startsWith("=")) {
            return arguments.shape(word.substring(1)).anonymous();
        }
        if (word.startsWith("list(")) {
            return Shape.list(of(inner(word), arguments));
        }
        if (word.startsWith("items(")) {
            return arguments.shape(inner(word)).element().anonymous();
        }
        return switch (word) {
            case "union" -> union(arguments.listed());
            case "extreme" -> extreme(arguments.listed());
            case "sum" -> sum(arguments.listed());
            case "merge" -> merged(arguments.listed());
            case "pairs" -> Shape.list(Shape.document(pair(arguments.listed())));
            case "match" -> match();
            default -> Shape.of(Operators.kinds(word));
        };
    }

    private static String inner(String word) {
        return word.substring(word.indexOf('(') + 1, word.length() - 1);
    }

    private static Shape union(List<Shape> shapes) {
        return shapes.stream().reduce(Shape::or).orElse(Shape.UNKNOWN).anonymous();
    }

    /** The smallest or largest: of a single list, that of its items. */
    private static Shape extreme(List<Shape> shapes) {
        return shapes.size() == 1 && shapes.get(0).items().isPresent()
                ? shapes.get(0).unwound().anonymous()
                : union(shapes);
    }

    /** A moment and a number of milliseconds make a moment, two moments a number. */
    private static Shape sum(List<Shape> shapes) {
        long dates = shapes.stream()
                .filter(shape -> shape.kinds().equals(Set.of(Kind.DATE)))
                .count();
        boolean numbers = shapes.stream().allMatch(shape -> shape.isKnown() && Kind.NUMBERS.containsAll(shape.kinds()));
        if (numbers) {
            return Shape.of(Kind.NUMBERS);
        }
        if (dates == 2 && shapes.size() == 2) {
            return Shape.of(Kind.LONG);
        }
        return Shape.of(
                dates == 1 && shapes.stream().allMatch(Shape::isKnown) ? EnumSet.of(Kind.DATE) : NUMBER_OR_DATE);
    }

    static Shape merged(List<Shape> shapes) {
        if (shapes.size() == 1 && shapes.get(0).items().isPresent()) {
            return shapes.get(0).element().anonymous();
        }
        Fields all = Fields.made(Map.of());
        for (Shape shape : shapes) {
            all = all.overlaidBy(shape.inside());
        }
        return Shape.document(all);
    }

    private static Map<String, Shape> pair(List<Shape> documents) {
        Map<String, Shape> pair = new LinkedHashMap<>();
        pair.put("k", Shape.of(Kind.STRING));
        Optional<Fields> fields = documents.stream().findFirst().flatMap(Shape::fields);
        boolean complete = fields.isPresent() && fields.get().openness() == Openness.CLOSED;
        pair.put("v", complete ? union(List.copyOf(fields.get().byName().values())) : Shape.UNKNOWN);
        return pair;
    }

    private static Shape match() {
        Map<String, Shape> match = new LinkedHashMap<>();
        match.put("match", Shape.of(Kind.STRING));
        match.put("idx", Shape.of(Kind.INT));
        match.put("captures", Shape.list(Shape.of(Kind.STRING)));
        return Shape.document(match);
    }
}
