package dev.schemaregistry.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.event.RegistryEvent.FeedbackChanged;
import dev.schemaregistry.event.RegistryEvent.OntologyChanged;
import dev.schemaregistry.event.RegistryEvent.SourceChanged;
import dev.schemaregistry.event.RegistryEvent.TableChanged;
import dev.schemaregistry.event.RegistryEvent.ValuesProfiled;
import dev.schemaregistry.model.VersionBump;
import java.time.Instant;

/** A {@link RegistryEvent}, told apart by {@code event}. */
final class EventJson implements RegistryEvent.Visitor<JsonWriter> {
    private static final EventJson WRITER = new EventJson();

    private EventJson() {}

    static JsonNode write(RegistryEvent event) {
        return event.accept(WRITER).object();
    }

    static RegistryEvent read(JsonNode node) {
        JsonReader in = JsonReader.of(node, "event");
        long sequence = in.number("sequence");
        Instant at = in.instant("at");
        return switch (in.text("event")) {
            case "table_changed" ->
                new TableChanged(
                        sequence,
                        at,
                        in.value("ref", NameJson::ref),
                        in.value("version", NameJson::version),
                        in.number("revision"),
                        in.word("bump", VersionBump.class),
                        in.flag("removed", false),
                        in.list("changes", ChangeJson::read));
            case "source_changed" ->
                new SourceChanged(
                        sequence, at, in.value("source", NameJson::source), in.word("kind", SourceChanged.Kind.class));
            case "ontology_changed" -> new OntologyChanged(sequence, at, in.text("entity"), in.flag("removed", false));
            case "values_profiled" -> new ValuesProfiled(sequence, at, in.value("ref", NameJson::ref));
            case "feedback_changed" -> new FeedbackChanged(sequence, at, in.text("id"), in.flag("removed", false));
            default -> throw JsonReader.malformed("no event is of the kind " + JsonReader.quoted(in.text("event")));
        };
    }

    @Override
    public JsonWriter tableChanged(TableChanged event) {
        return start("table_changed", event)
                .with("ref", NameJson.write(event.ref()))
                .with("version", NameJson.write(event.version()))
                .with("revision", event.revision())
                .with("bump", event.bump())
                .unless("removed", false, event.removed())
                .list("changes", event.changes(), ChangeJson::write);
    }

    @Override
    public JsonWriter sourceChanged(SourceChanged event) {
        return start("source_changed", event)
                .with("source", NameJson.write(event.source()))
                .with("kind", event.kind());
    }

    @Override
    public JsonWriter ontologyChanged(OntologyChanged event) {
        return start("ontology_changed", event)
                .with("entity", event.entity())
                .unless("removed", false, event.removed());
    }

    @Override
    public JsonWriter valuesProfiled(ValuesProfiled event) {
        return start("values_profiled", event).with("ref", NameJson.write(event.ref()));
    }

    @Override
    public JsonWriter feedbackChanged(FeedbackChanged event) {
        return start("feedback_changed", event).with("id", event.id()).unless("removed", false, event.removed());
    }

    private static JsonWriter start(String kind, RegistryEvent event) {
        return new JsonWriter()
                .with("event", kind)
                .with("sequence", event.sequence())
                .with("at", event.at());
    }
}
