package dev.schemaregistry.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.schemaregistry.change.SchemaChange;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.model.Check;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.Feedback;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Index;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.OntologyEntity;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.Snapshot;
import dev.schemaregistry.model.SourceHealth;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableStatistics;
import dev.schemaregistry.model.TableVersion;
import java.io.IOException;
import java.util.function.Function;

/** Teaches a mapper the nouns wherever they occur inside other values, and enums as words. */
final class NounModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    NounModule() {
        super("schema-registry-nouns");
        name(SourceId.class, NameJson::source);
        name(TableName.class, NameJson::table);
        name(TableRef.class, NameJson::ref);
        name(SemanticVersion.class, NameJson::version);
        name(Fingerprint.class, NameJson::fingerprint);
        noun(DataType.class, TypeJson::write, TypeJson::read);
        noun(Field.class, FieldJson::write, FieldJson::read);
        noun(Key.class, KeyJson::write, KeyJson::read);
        noun(ForeignKey.class, KeyJson::write, KeyJson::readForeign);
        noun(Check.class, KeyJson::write, KeyJson::readCheck);
        noun(Index.class, IndexJson::write, IndexJson::read);
        noun(Table.class, TableJson::write, TableJson::read);
        noun(Provenance.class, TableJson::write, TableJson::readProvenance);
        noun(TableStatistics.class, TableJson::write, TableJson::readStatistics);
        noun(TableVersion.class, RecordJson::write, RecordJson::readVersion);
        noun(Snapshot.class, RecordJson::write, RecordJson::readSnapshot);
        noun(EngineCatalog.class, CatalogJson::write, CatalogJson::read);
        noun(OntologyEntity.class, RecordJson::write, RecordJson::readEntity);
        noun(Feedback.class, RecordJson::write, RecordJson::readFeedback);
        noun(DataSource.class, SourceJson::write, SourceJson::read);
        noun(SourceHealth.class, SourceJson::write, SourceJson::readHealth);
        noun(SchemaChange.class, ChangeJson::write, ChangeJson::read);
        noun(RegistryEvent.class, EventJson::write, EventJson::read);
        addSerializer(new WordSerializer());
    }

    private <T> void name(Class<T> type, Function<JsonNode, T> reader) {
        noun(type, NameJson::write, reader);
    }

    private <T> void noun(Class<T> type, Function<T, JsonNode> writer, Function<JsonNode, T> reader) {
        addSerializer(new Writer<>(type, writer));
        addDeserializer(type, new Reader<>(type, reader));
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<T, JsonNode> form;

        Writer(Class<T> type, Function<T, JsonNode> form) {
            super(type);
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            form.apply(value).serialize(out, provider);
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<JsonNode, T> form;

        Reader(Class<T> type, Function<JsonNode, T> form) {
            super(type);
            this.form = form;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(in);
            try {
                return form.apply(node);
            } catch (IllegalArgumentException | RegistryException malformed) {
                throw context.weirdStringException("", handledType(), String.valueOf(malformed.getMessage()));
            }
        }
    }

    @SuppressWarnings("rawtypes") // Jackson names all enums by their raw type
    private static final class WordSerializer extends StdSerializer<Enum> {
        private static final long serialVersionUID = 1L;

        WordSerializer() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(Words.of((Enum<?>) value));
        }
    }
}
