package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineFunction.Output;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.EngineType.Trait;
import dev.schemaregistry.model.EngineView;
import dev.schemaregistry.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of the {@code engine-*.sql} queries while their types and functions are known by OID only. */
final class EngineDrafts {
    private static final Map<String, EngineType.Kind> TYPE_KINDS = Map.of(
            "b", EngineType.Kind.BASE,
            "c", EngineType.Kind.COMPOSITE,
            "d", EngineType.Kind.DOMAIN,
            "e", EngineType.Kind.ENUM,
            "r", EngineType.Kind.RANGE);
    private static final Map<String, EngineFunction.Kind> FUNCTION_KINDS = Map.of(
            "f", EngineFunction.Kind.FUNCTION,
            "a", EngineFunction.Kind.AGGREGATE,
            "o", EngineFunction.Kind.ORDERED_SET_AGGREGATE,
            "h", EngineFunction.Kind.HYPOTHETICAL_SET_AGGREGATE,
            "w", EngineFunction.Kind.WINDOW,
            "p", EngineFunction.Kind.PROCEDURE);
    private static final Map<String, EngineCast.Context> CONTEXTS = Map.of(
            "i", EngineCast.Context.IMPLICIT, "a", EngineCast.Context.ASSIGNMENT, "e", EngineCast.Context.EXPLICIT);

    private EngineDrafts() {}

    /** A row that is turned into an object once all names are known. */
    @FunctionalInterface
    interface Draft<T> {
        /** The object; empty where a part of it was dropped meanwhile. */
        Optional<T> finish(EngineNames names);
    }

    static Draft<EngineType> type(Row row, EngineNames needed) throws SQLException {
        EngineName name = new EngineName(row.text("nspname"), row.text("typname"));
        EngineType.Kind kind = of(TYPE_KINDS, row.text("typtype"));
        String category = row.text("typcategory");
        Set<Trait> traits = traits(row);
        String array = row.find("array_name").orElse("");
        long base = needed.type(row.oid("typbasetype"));
        long subtype = needed.type(row.oid("rngsubtype"));
        String multirange = row.find("multirange_name").orElse("");
        List<String> labels = row.texts("labels");
        List<Long> attributes = needed.types(row.numbers("attributes"));
        List<String> checks = row.texts("checks");
        List<Long> calls = needed.routines(row.numbers("calls"));
        return names -> Optional.of(new EngineType(
                name,
                kind,
                category,
                traits,
                array,
                names.findType(base),
                names.findType(subtype),
                multirange,
                labels,
                names.typesOf(attributes),
                checks,
                names.routinesOf(calls)));
    }

    private static Set<Trait> traits(Row row) throws SQLException {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        add(traits, Trait.PREFERRED, row.is("typispreferred"));
        add(traits, Trait.COLLATABLE, row.is("collatable"));
        add(traits, Trait.ORDERED, row.is("ordered"));
        add(traits, Trait.HASHED, row.is("hashed"));
        return traits;
    }

    private static void add(Set<Trait> traits, Trait trait, boolean has) {
        if (has) {
            traits.add(trait);
        }
    }

    static Draft<EngineFunction> function(Row row, EngineNames needed) throws SQLException {
        long oid = needed.routine(row.oid("oid"));
        EngineFunction.Kind kind = of(FUNCTION_KINDS, row.text("kind"));
        boolean strict = row.is("proisstrict");
        boolean set = row.is("proretset");
        boolean variadic = row.is("variadic");
        long returned = needed.type(row.oid("prorettype"));
        List<Long> arguments = needed.types(row.numbers("argument_types"));
        int defaults = row.number("pronargdefaults");
        List<Long> all = needed.types(row.numbers("all_types"));
        String modes = row.text("modes");
        List<String> argumentNames = row.texts("argument_names");
        int direct = row.number("direct_arguments");
        boolean callable = row.is("callable");
        boolean definer = row.is("prosecdef");
        return names -> names.findRoutine(oid)
                .map(routine -> new EngineFunction(
                        routine,
                        kind,
                        strict,
                        set,
                        variadic,
                        names.typeOf(returned),
                        names.typesOf(arguments),
                        inputNames(modes, argumentNames),
                        defaults,
                        direct,
                        outputs(names.typesOf(all), modes, argumentNames),
                        callable,
                        definer));
    }

    private static List<Output> outputs(List<EngineName> types, String modes, List<String> names) {
        List<Output> outputs = new ArrayList<>();
        for (int at = 0; at < modes.length(); at++) {
            if (modes.charAt(at) != 'i' && modes.charAt(at) != 'v') {
                outputs.add(new Output(at < names.size() ? names.get(at) : "", types.get(at)));
            }
        }
        return outputs;
    }

    private static List<String> inputNames(String modes, List<String> names) {
        if (modes.isEmpty()) {
            return names;
        }
        List<String> inputs = new ArrayList<>();
        for (int at = 0; at < names.size(); at++) {
            if ("ivb".indexOf(modes.charAt(at)) >= 0) {
                inputs.add(names.get(at));
            }
        }
        return inputs;
    }

    static Draft<EngineOperator> operator(Row row, EngineNames needed) throws SQLException {
        EngineName name = new EngineName(row.text("nspname"), row.text("oprname"));
        long left = needed.type(row.oid("oprleft"));
        long right = needed.type(row.oid("oprright"));
        long result = needed.type(row.oid("oprresult"));
        long function = needed.routine(row.oid("function"));
        return names -> names.findRoutine(function)
                .map(routine -> new EngineOperator(
                        name, names.findType(left), names.typeOf(right), names.typeOf(result), routine));
    }

    static Draft<EngineCast> cast(Row row, EngineNames needed) throws SQLException {
        long source = needed.type(row.oid("castsource"));
        long target = needed.type(row.oid("casttarget"));
        EngineCast.Context context = of(CONTEXTS, row.text("castcontext"));
        boolean binary = row.is("same_form");
        long function = needed.routine(row.oid("castfunc"));
        return names -> Optional.of(new EngineCast(
                names.typeOf(source), names.typeOf(target), context, binary, names.findRoutine(function)));
    }

    static Draft<EngineView> view(Row row, TableName view, EngineNames needed) throws SQLException {
        List<Long> calls = needed.routines(row.numbers("calls"));
        return names -> Optional.of(new EngineView(view, names.routinesOf(calls)));
    }

    private static <V> V of(Map<String, V> meanings, String letter) {
        return Optional.ofNullable(meanings.get(letter))
                .orElseThrow(() -> new IllegalStateException("the catalog holds an unknown mark \"" + letter + '"'));
    }
}
