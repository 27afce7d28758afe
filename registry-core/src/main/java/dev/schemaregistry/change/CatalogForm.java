package dev.schemaregistry.change;

import dev.schemaregistry.change.CanonicalForm.Writer;
import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineName;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.EngineView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one text of an engine's catalog, see {@link CanonicalForm}. */
final class CatalogForm {
    private CatalogForm() {}

    static String of(EngineCatalog catalog) {
        Writer out = new Writer();
        out.all(catalog.searchPath());
        out.all(catalog.types().stream().map(CatalogForm::of).sorted().toList());
        out.all(catalog.functions().stream().map(CatalogForm::of).sorted().toList());
        out.all(catalog.operators().stream().map(CatalogForm::of).sorted().toList());
        out.all(catalog.casts().stream().map(CatalogForm::of).sorted().toList());
        out.all(catalog.views().stream().map(CatalogForm::of).sorted().toList());
        return out.toString();
    }

    private static String of(EngineType type) {
        Writer out = new Writer();
        out.add(type.name().text()).add(type.kind().name()).add(type.category());
        out.all(type.traits().stream().map(Enum::name).sorted().toList());
        out.add(type.arrayName()).add(text(type.base())).add(text(type.subtype()));
        out.add(type.multirangeName()).all(type.labels()).all(texts(type.attributes()));
        out.all(type.checks()).all(routines(type.calls()));
        return out.toString();
    }

    private static String of(EngineFunction function) {
        Writer out = new Writer();
        out.add(of(function.routine())).add(function.kind().name());
        out.add(flags(
                function.strict(),
                function.returnsSet(),
                function.variadic(),
                function.callable(),
                function.definer()));
        out.add(function.returnType().text()).all(texts(function.argumentTypes()));
        out.all(function.argumentNames());
        out.add(function.defaults() + "/" + function.directArguments());
        List<String> outputs = new ArrayList<>();
        function.outputs().forEach(output -> {
            outputs.add(output.name());
            outputs.add(output.type().text());
        });
        return out.all(outputs).toString();
    }

    private static String flags(boolean... values) {
        StringBuilder flags = new StringBuilder();
        for (boolean value : values) {
            flags.append(value ? '1' : '0');
        }
        return flags.toString();
    }

    private static String of(EngineOperator operator) {
        return new Writer()
                .add(operator.name().text())
                .add(text(operator.left()))
                .add(operator.right().text())
                .add(operator.result().text())
                .add(of(operator.routine()))
                .toString();
    }

    private static String of(EngineCast cast) {
        return new Writer()
                .add(cast.source().text())
                .add(cast.target().text())
                .add(cast.context().name())
                .add(flags(cast.binary()))
                .all(routines(cast.routine().stream().toList()))
                .toString();
    }

    private static String of(EngineView view) {
        return new Writer().name(view.view()).all(routines(view.calls())).toString();
    }

    private static List<String> routines(List<EngineRoutine> routines) {
        return routines.stream().map(CatalogForm::of).sorted().toList();
    }

    private static String of(EngineRoutine routine) {
        return new Writer()
                .add(routine.name().text())
                .add(routine.volatility().name())
                .all(routine.extension().stream().toList())
                .toString();
    }

    private static List<String> texts(List<EngineName> names) {
        return names.stream().map(EngineName::text).toList();
    }

    private static String text(Optional<EngineName> name) {
        return name.map(EngineName::text).orElse("");
    }
}
