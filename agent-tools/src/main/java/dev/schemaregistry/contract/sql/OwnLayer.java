package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.sql.catalog.CatalogCast;
import dev.schemaregistry.contract.sql.catalog.CatalogExtension;
import dev.schemaregistry.contract.sql.catalog.CatalogFunction;
import dev.schemaregistry.contract.sql.catalog.CatalogOperator;
import dev.schemaregistry.contract.sql.catalog.CatalogType;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.contract.sql.catalog.TypeIds;
import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Lays what a source's engine knows over the built-in catalog: types first, then, with the tables' row types known, the rest. */
final class OwnLayer {
    private final EngineCatalog known;
    private final List<String> path;
    private final CatalogExtension extension;
    private final OwnRefusals refusals;

    OwnLayer(EngineCatalog known, List<String> path, CatalogExtension extension) {
        this.known = known;
        this.path = path;
        this.extension = extension;
        this.refusals = new OwnRefusals(known);
    }

    OwnRefusals refusals() {
        return refusals;
    }

    /** A type over another is added after that. */
    void addTypes() {
        List<EngineType> left = new ArrayList<>(known.types());
        boolean more = true;
        while (more) {
            more = left.removeIf(this::add);
        }
    }

    private boolean add(EngineType type) {
        EngineName name = type.name();
        Optional<EngineName> over = type.base().or(type::subtype);
        OptionalInt below = over.map(this::find).orElse(OptionalInt.of(TypeIds.NONE));
        if (below.isEmpty() || extension.findType(name.namespace(), name.name()).isPresent()) {
            return false;
        }
        int oid = type.kind() == EngineType.Kind.RANGE && !type.multirangeName().isEmpty()
                ? extension.addRange(name.namespace(), name.name(), type.multirangeName(), below.getAsInt())
                : extension.add(
                        name.namespace(),
                        name.name(),
                        CatalogType.Kind.valueOf(type.kind().name()),
                        type.category().charAt(0),
                        traits(type),
                        type.kind() == EngineType.Kind.DOMAIN ? below.getAsInt() : TypeIds.NONE,
                        type.arrayName());
        refusals.addType(oid, type.kind() == EngineType.Kind.DOMAIN, type.calls(), type.checks());
        extension
                .findType(name.namespace(), type.multirangeName())
                .ifPresent(multirange -> refusals.addType(multirange.oid(), false, type.calls(), List.of()));
        return true;
    }

    private static Set<CatalogType.Trait> traits(EngineType type) {
        Set<CatalogType.Trait> traits = EnumSet.noneOf(CatalogType.Trait.class);
        type.traits().forEach(trait -> traits.add(CatalogType.Trait.valueOf(trait.name())));
        return traits;
    }

    /** Functions, operators and casts, those of the first schema of the path first. */
    void addCode() {
        for (EngineType type : known.types()) {
            find(type.name()).ifPresent(oid -> refusals.addAttributes(oid, all(type.attributes())));
        }
        known.functions().stream()
                .sorted(Comparator.comparing(function -> place(function.name())))
                .forEach(this::add);
        known.operators().stream()
                .sorted(Comparator.comparing(operator -> place(operator.name())))
                .forEach(this::add);
        known.casts().forEach(this::add);
    }

    private int place(EngineName name) {
        int place = path.indexOf(name.namespace());
        return place < 0 ? path.size() : place;
    }

    private void add(EngineFunction function) {
        int oid = extension.nextIdentifier();
        refusals.addFunction(oid, OwnCode.isAllowed(function));
        List<CatalogFunction.Output> outputs = new ArrayList<>();
        for (EngineFunction.Output output : function.outputs()) {
            String name = output.name().isEmpty() ? "column" + (outputs.size() + 1) : output.name();
            outputs.add(new CatalogFunction.Output(name, orAny(output.type())));
        }
        extension.add(new CatalogFunction(
                oid,
                schema(function.name()),
                function.name().name(),
                CatalogFunction.Kind.valueOf(function.kind().name()),
                CatalogFunction.Volatility.valueOf(
                        function.routine().volatility().name()),
                function.strict(),
                function.returnsSet(),
                function.variadic(),
                orAny(function.returnType()),
                all(function.argumentTypes()),
                function.defaults(),
                outputs,
                function.argumentNames(),
                function.directArguments()));
    }

    private void add(EngineOperator operator) {
        OptionalInt left = operator.left().map(this::find).orElse(OptionalInt.of(TypeIds.NONE));
        OptionalInt right = find(operator.right());
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        int oid = extension.nextIdentifier();
        refusals.addOperator(oid, operator.routine());
        extension.add(new CatalogOperator(
                oid,
                schema(operator.name()),
                operator.name().name(),
                left.getAsInt(),
                right.getAsInt(),
                orAny(operator.result()),
                TypeIds.NONE));
    }

    private void add(EngineCast cast) {
        OptionalInt source = find(cast.source());
        OptionalInt target = find(cast.target());
        if (source.isEmpty() || target.isEmpty()) {
            return;
        }
        int function = cast.routine().isPresent() ? extension.nextIdentifier() : TypeIds.NONE;
        CatalogCast added = new CatalogCast(
                source.getAsInt(),
                target.getAsInt(),
                CatalogCast.Context.valueOf(cast.context().name()),
                cast.binary(),
                function);
        refusals.addCast(added, cast.routine());
        extension.add(added);
    }

    private List<Integer> all(List<EngineName> names) {
        return names.stream().map(this::orAny).toList();
    }

    private int orAny(EngineName name) {
        return find(name).orElse(TypeIds.ANY_TYPE);
    }

    private OptionalInt find(EngineName name) {
        return extension
                .findType(schema(name), name.name())
                .map(type -> OptionalInt.of(type.oid()))
                .orElse(OptionalInt.empty());
    }

    private static String schema(EngineName name) {
        return name.isBuiltIn() ? PostgresCatalog.SYSTEM_SCHEMA : name.namespace();
    }
}
