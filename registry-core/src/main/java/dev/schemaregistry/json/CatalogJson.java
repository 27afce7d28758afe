package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineFunction.Output;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineRoutine.Volatility;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.EngineView;
import java.util.EnumSet;
import java.util.Set;

/** An {@link EngineCatalog} and what is in it. */
final class CatalogJson {
    private CatalogJson() {}

    static JsonNode write(EngineCatalog catalog) {
        return new JsonWriter()
                .unlessEmpty("searchPath", catalog.searchPath())
                .unlessEmpty("types", catalog.types(), CatalogJson::write)
                .unlessEmpty("functions", catalog.functions(), CatalogJson::write)
                .unlessEmpty("operators", catalog.operators(), CatalogJson::write)
                .unlessEmpty("casts", catalog.casts(), CatalogJson::write)
                .unlessEmpty("views", catalog.views(), CatalogJson::write)
                .object();
    }

    static EngineCatalog read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "engine catalog");
        return new EngineCatalog(
                in.texts("searchPath"),
                in.list("types", CatalogJson::readType),
                in.list("functions", CatalogJson::readFunction),
                in.list("operators", CatalogJson::readOperator),
                in.list("casts", CatalogJson::readCast),
                in.list("views", CatalogJson::readView));
    }

    private static JsonNode write(EngineType type) {
        return new JsonWriter()
                .with("name", NameJson.write(type.name()))
                .with("kind", type.kind())
                .with("category", type.category())
                .unlessEmpty("traits", EngineType.Trait.class, type.traits())
                .unlessEmpty("array", type.arrayName())
                .with("base", type.base(), NameJson::write)
                .with("subtype", type.subtype(), NameJson::write)
                .unlessEmpty("multirange", type.multirangeName())
                .unlessEmpty("labels", type.labels())
                .unlessEmpty("attributes", type.attributes(), NameJson::write)
                .unlessEmpty("checks", type.checks())
                .unlessEmpty("calls", type.calls(), CatalogJson::write)
                .object();
    }

    private static EngineType readType(JsonNode node) {
        JsonReader in = JsonReader.of(node, "type");
        Set<EngineType.Trait> traits = EnumSet.noneOf(EngineType.Trait.class);
        in.texts("traits").forEach(word -> traits.add(Words.parse(EngineType.Trait.class, word)));
        return new EngineType(
                in.value("name", NameJson::engine),
                in.word("kind", EngineType.Kind.class),
                in.text("category"),
                traits,
                in.text("array", ""),
                in.optional("base", NameJson::engine),
                in.optional("subtype", NameJson::engine),
                in.text("multirange", ""),
                in.texts("labels"),
                in.list("attributes", NameJson::engine),
                in.texts("checks"),
                in.list("calls", CatalogJson::readRoutine));
    }

    private static JsonNode write(EngineFunction function) {
        return routine(function.routine())
                .unless("kind", EngineFunction.Kind.FUNCTION, function.kind())
                .unless("strict", false, function.strict())
                .unless("returnsSet", false, function.returnsSet())
                .unless("variadic", false, function.variadic())
                .with("returns", NameJson.write(function.returnType()))
                .unlessEmpty("arguments", function.argumentTypes(), NameJson::write)
                .unlessEmpty("argumentNames", function.argumentNames())
                .unless("defaults", 0, function.defaults())
                .unless("directArguments", 0, function.directArguments())
                .unlessEmpty("outputs", function.outputs(), CatalogJson::write)
                .unless("callable", true, function.callable())
                .unless("definer", false, function.definer())
                .object();
    }

    private static EngineFunction readFunction(JsonNode node) {
        JsonReader in = JsonReader.of(node, "function");
        return new EngineFunction(
                readRoutine(node),
                in.word("kind", EngineFunction.Kind.class, EngineFunction.Kind.FUNCTION),
                in.flag("strict", false),
                in.flag("returnsSet", false),
                in.flag("variadic", false),
                in.value("returns", NameJson::engine),
                in.list("arguments", NameJson::engine),
                in.texts("argumentNames"),
                in.number("defaults", 0),
                in.number("directArguments", 0),
                in.list("outputs", CatalogJson::readOutput),
                in.flag("callable", true),
                in.flag("definer", false));
    }

    private static JsonNode write(Output output) {
        return new JsonWriter()
                .unlessEmpty("name", output.name())
                .with("type", NameJson.write(output.type()))
                .object();
    }

    private static Output readOutput(JsonNode node) {
        JsonReader in = JsonReader.of(node, "output argument");
        return new Output(in.text("name", ""), in.value("type", NameJson::engine));
    }

    private static JsonNode write(EngineOperator operator) {
        return new JsonWriter()
                .with("name", NameJson.write(operator.name()))
                .with("left", operator.left(), NameJson::write)
                .with("right", NameJson.write(operator.right()))
                .with("result", NameJson.write(operator.result()))
                .with("calls", write(operator.routine()))
                .object();
    }

    private static EngineOperator readOperator(JsonNode node) {
        JsonReader in = JsonReader.of(node, "operator");
        return new EngineOperator(
                in.value("name", NameJson::engine),
                in.optional("left", NameJson::engine),
                in.value("right", NameJson::engine),
                in.value("result", NameJson::engine),
                in.value("calls", CatalogJson::readRoutine));
    }

    private static JsonNode write(EngineCast cast) {
        return new JsonWriter()
                .with("source", NameJson.write(cast.source()))
                .with("target", NameJson.write(cast.target()))
                .with("context", cast.context())
                .unless("binary", false, cast.binary())
                .with("calls", cast.routine(), CatalogJson::write)
                .object();
    }

    private static EngineCast readCast(JsonNode node) {
        JsonReader in = JsonReader.of(node, "cast");
        return new EngineCast(
                in.value("source", NameJson::engine),
                in.value("target", NameJson::engine),
                in.word("context", EngineCast.Context.class),
                in.flag("binary", false),
                in.optional("calls", CatalogJson::readRoutine));
    }

    private static JsonNode write(EngineView view) {
        return new JsonWriter()
                .with("view", NameJson.write(view.view()))
                .list("calls", view.calls(), CatalogJson::write)
                .object();
    }

    private static EngineView readView(JsonNode node) {
        JsonReader in = JsonReader.of(node, "view's calls");
        return new EngineView(in.value("view", NameJson::table), in.list("calls", CatalogJson::readRoutine));
    }

    private static JsonNode write(EngineRoutine routine) {
        return routine(routine).object();
    }

    private static JsonWriter routine(EngineRoutine routine) {
        return new JsonWriter()
                .with("name", NameJson.write(routine.name()))
                .unless("volatility", Volatility.VOLATILE, routine.volatility())
                .with("extension", routine.extension());
    }

    private static EngineRoutine readRoutine(JsonNode node) {
        JsonReader in = JsonReader.of(node, "function");
        return new EngineRoutine(
                in.value("name", NameJson::engine),
                in.word("volatility", Volatility.class, Volatility.VOLATILE),
                in.optionalText("extension"));
    }
}
