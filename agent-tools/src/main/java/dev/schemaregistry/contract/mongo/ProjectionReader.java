package dev.schemaregistry.contract.mongo;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.mongo.Projection.Drop;
import dev.schemaregistry.contract.mongo.Projection.Inner;
import dev.schemaregistry.contract.mongo.Projection.Keep;
import dev.schemaregistry.contract.mongo.Projection.Make;
import dev.schemaregistry.contract.mongo.Projection.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code $project}, {@code $addFields}, {@code $unset} and the projection of {@code find} say of fields. For one use. */
final class ProjectionReader {
    private static final Set<String> FIND_ONLY = Set.of("$slice", "$elemMatch");

    private final Check check;
    private final Scope scope;
    private final Use use;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private boolean keeps;
    private boolean drops;
    private boolean dropsId;

    /** What is read. */
    enum Use {
        FIND,
        PROJECT,
        ADD
    }

    ProjectionReader(Check check, Scope scope, Use use) {
        this.check = check;
        this.scope = scope;
        this.use = use;
    }

    /** The fields that a projection leaves of a document. */
    Fields projected(Node.Doc document, Fields from, At at) {
        if (document.entries().isEmpty() && use == Use.FIND) {
            return from;
        }
        read(document, "", at);
        if (keeps && drops) {
            check.error(
                    Rule.SYNTAX_ERROR,
                    at,
                    "a projection either names the fields to keep or those to drop, not both; only _id may be dropped beside");
        }
        Projection projection = tree(parts);
        if (!keeps) {
            return projection.excluded(from);
        }
        if (!dropsId && !parts.containsKey("_id")) {
            Map<String, Part> withId = new LinkedHashMap<>(projection.parts());
            withId.putIfAbsent("_id", new Keep());
            return new Projection(withId)
                    .included(from.byName().containsKey("_id") ? from : from.with("_id", Shape.UNKNOWN));
        }
        return projection.included(from);
    }

    /** The fields of a document with what is added. */
    Fields added(Node.Doc document, Fields to, At at) {
        read(document, "", at);
        return tree(parts).added(to);
    }

    /** The fields of a document without those named. */
    Fields without(List<Node> names, Fields from, At at) {
        for (int index = 0; index < names.size(); index++) {
            At here = at.in(index).on(names.get(index));
            Optional<String> name = check.requireText(names.get(index), here, "a field of $unset");
            if (name.isPresent() && name.get().startsWith("$")) {
                check.error(Rule.SYNTAX_ERROR, here, "$unset names fields without a dollar: \"" + name.get() + '"');
            } else {
                name.ifPresent(path -> drop(path, here));
            }
        }
        return tree(parts).excluded(from);
    }

    private void read(Node.Doc document, String before, At at) {
        for (Node.Entry entry : document.entries()) {
            At here = at.in(entry);
            String path = before + entry.name();
            if (entry.name().startsWith("$")
                    || entry.name().isEmpty()
                    || entry.name().endsWith(".")) {
                check.error(Rule.SYNTAX_ERROR, here, "\"" + entry.name() + "\" is no name of a field");
                continue;
            }
            check.step();
            read(path, entry.value(), here);
        }
    }

    private void read(String path, Node value, At at) {
        boolean marks =
                use != Use.ADD && (value.truth().isPresent() || value.number().isPresent());
        if (marks) {
            boolean kept = value.truth().orElseGet(() -> value.number().orElse(0.0) != 0);
            if (kept) {
                keep(path, at);
            } else {
                drop(path, at);
            }
            return;
        }
        if (value instanceof Node.Doc document && document.operator().isEmpty()) {
            inner(path, document, at);
        } else if (value instanceof Node.Doc document && use == Use.FIND && isOfFind(document)) {
            ofFind(path, document, at);
        } else if (use == Use.ADD && value.text().filter("$$REMOVE"::equals).isPresent()) {
            put(path, new Drop(), at);
        } else {
            put(path, new Make(check.expressions().of(value, scope, at)), at);
            keeps = true;
        }
    }

    private void inner(String path, Node.Doc document, At at) {
        if (!document.entries().isEmpty()) {
            read(document, path + '.', at);
        } else if (use == Use.ADD) {
            put(path, new Make(Shape.document(Map.of())), at);
        } else {
            check.error(Rule.SYNTAX_ERROR, at, "an empty document says nothing of \"" + path + '"');
        }
    }

    private static boolean isOfFind(Node.Doc document) {
        return document.operator()
                .filter(entry -> FIND_ONLY.contains(entry.name()))
                .isPresent();
    }

    /** {@code $slice} leaves other fields as they are, {@code $elemMatch} keeps its own. */
    private void ofFind(String path, Node.Doc document, At at) {
        Shape list = check.inCondition(scope.root(), path, at);
        Node.Entry call = document.entries().get(0);
        if (call.name().equals("$elemMatch")) {
            check.filters().of(call.value(), scope.on(list.element()), Filters.Position.LATER, at.in(call));
            keeps = true;
        }
        if (list.isKnown() && !list.mayBe(Kind.ARRAY)) {
            check.error(
                    Rule.NO_MATCHING_OPERATOR,
                    at,
                    call.name() + " takes an array; \"" + path + "\" is " + list.words());
        }
        put(path, new Make(list), at);
    }

    private void keep(String path, At at) {
        String plain = use == Use.FIND && path.endsWith(".$") ? path.substring(0, path.length() - 2) : path;
        check.inCondition(scope.root(), plain, at);
        put(plain, new Keep(), at);
        keeps = true;
    }

    private void drop(String path, At at) {
        check.inCondition(scope.root(), path, at);
        put(path, new Drop(), at);
        if (path.equals("_id")) {
            dropsId = true;
        } else {
            drops = true;
        }
    }

    private void put(String path, Part part, At at) {
        if (parts.put(path, part) != null) {
            check.error(Rule.SYNTAX_ERROR, at, "\"" + path + "\" is said twice");
        }
    }

    /** The same by first names, what is dotted inside of them. */
    private static Projection tree(Map<String, Part> parts) {
        Map<String, Part> here = new LinkedHashMap<>();
        Map<String, Map<String, Part>> inner = new LinkedHashMap<>();
        parts.forEach((path, part) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                here.put(path, part);
            } else {
                inner.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), part);
                here.putIfAbsent(path.substring(0, dot), new Inner(new Projection(Map.of())));
            }
        });
        inner.forEach((name, below) ->
                here.computeIfPresent(name, (same, part) -> part instanceof Inner ? new Inner(tree(below)) : part));
        return new Projection(here);
    }
}
