package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of a join: merged ones first, then the rest of the left, then the rest of the right. Confined to one thread. */
final class JoinColumns {
    private final CheckSession session;
    private final Relation left;
    private final Relation right;
    private final boolean leftPadded;
    private final boolean rightPadded;
    private final List<ColumnShape> shapes = new ArrayList<>();
    private final List<Expression> values = new ArrayList<>();

    JoinColumns(CheckSession session, Relation left, Relation right, String kind) {
        this.session = session;
        this.left = left;
        this.right = right;
        this.leftPadded = kind.equals("JOIN_RIGHT") || kind.equals("JOIN_FULL");
        this.rightPadded = kind.equals("JOIN_LEFT") || kind.equals("JOIN_FULL");
    }

    /** Names that both sides have, in the order of the left. */
    List<String> commonNames() {
        return left.columns().stream()
                .map(ColumnShape::name)
                .filter(name -> !right.indexesOf(name).isEmpty())
                .distinct()
                .toList();
    }

    void merge(List<String> names, boolean demanded) {
        Set<Integer> usedLeft = new HashSet<>();
        Set<Integer> usedRight = new HashSet<>();
        for (String name : names) {
            Optional<Integer> leftColumn = single(left, name, "left", demanded);
            Optional<Integer> rightColumn = single(right, name, "right", demanded);
            leftColumn.ifPresent(usedLeft::add);
            rightColumn.ifPresent(usedRight::add);
            addMerged(name, leftColumn, rightColumn);
        }
        addRest(left, usedLeft, leftPadded);
        addRest(right, usedRight, rightPadded);
    }

    private void addMerged(String name, Optional<Integer> leftColumn, Optional<Integer> rightColumn) {
        if (leftColumn.isEmpty() || rightColumn.isEmpty()) {
            shapes.add(ColumnShape.of(name, SqlType.ANY));
            values.add(Expression.any(-1));
            return;
        }
        Expression leftValue = left.value(leftColumn.get(), -1);
        Expression rightValue = right.value(rightColumn.get(), -1);
        ColumnShape leftShape = left.columns().get(leftColumn.get());
        ColumnShape rightShape = right.columns().get(rightColumn.get());
        session.used(leftShape.origin(), -1);
        session.used(rightShape.origin(), -1);
        SqlType type = session.names().types().merged(name, leftShape.type(), rightShape.type(), session);
        if (leftPadded && rightPadded) {
            values.add(Expression.call("coalesce", type, List.of(leftValue, rightValue), -1));
            shapes.add(ColumnShape.of(name, type));
            return;
        }
        ColumnShape kept = leftPadded ? rightShape : leftShape;
        values.add((leftPadded ? rightValue : leftValue).withType(type));
        shapes.add(kept.withName(name).withType(type));
    }

    private void addRest(Relation side, Set<Integer> used, boolean padded) {
        for (int column = 0; column < side.columns().size(); column++) {
            if (used.contains(column)) {
                continue;
            }
            ColumnShape shape = side.columns().get(column);
            shapes.add(new ColumnShape(
                    shape.name(), shape.type(), shape.origin(), FromResolver.outer(shape.nullability(), padded)));
            values.add(side.value(column, -1));
        }
    }

    private Optional<Integer> single(Relation side, String name, String word, boolean demanded) {
        List<Integer> found = side.indexesOf(name);
        if (found.size() == 1) {
            return Optional.of(found.get(0));
        }
        if (found.size() > 1) {
            session.findings()
                    .error(
                            Rule.AMBIGUOUS_COLUMN,
                            Optional.empty(),
                            name,
                            "common column name \"" + name + "\" appears more than once in " + word + " table");
            return Optional.empty();
        }
        if (demanded && !side.open()) {
            session.findings()
                    .error(
                            Rule.UNKNOWN_COLUMN,
                            Optional.empty(),
                            name,
                            "column \"" + name + "\" specified in USING clause does not exist in " + word + " table",
                            NameSuggestions.nearest(
                                    name,
                                    side.columns().stream()
                                            .map(ColumnShape::name)
                                            .toList()));
        }
        return Optional.empty();
    }

    Relation relation(String name, List<String> columnNames) {
        List<ColumnShape> named = new ArrayList<>(shapes);
        for (int at = 0; at < Math.min(named.size(), columnNames.size()); at++) {
            named.set(at, named.get(at).withName(columnNames.get(at)));
        }
        return Relation.join(name, named, values, left.open() || right.open());
    }

    Relation mergedOnly(String name, int merged) {
        return Relation.join(name, shapes.subList(0, merged), values.subList(0, merged), false);
    }
}
