package dev.schemaregistry.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.DataType.Struct;
import dev.schemaregistry.model.DataType.Vector;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a model reads of documents, vectors and channels. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherKindsTest {
    private final TestDesk desk = new TestDesk()
            .source("blog", "mongodb", "What readers wrote", List.of(comments(), users()))
            .source("pictures", "qdrant", "Pictures as vectors", List.of(pictures()))
            .source("team", "slack", "What the team talks about", List.of(channel()));
    private final RegistryTools tools = desk.tools();

    @AfterAll
    void close() {
        desk.close();
    }

    @Test
    void fieldsInsideOfDocumentsAreDescribedByTheirPaths() {
        assertThat(text("describe_table", Map.of("source", "blog", "table", "comments")))
                .isEqualTo("""
                blog.comments (collection) version 1.0.0, inferred from 100 samples
                _id objectId pk
                author object
                author.name string
                author.postal_city string in 40%
                replies array in 25%
                replies.reply_text string
                text string
                fresh: blog 1.0.0 ok, seen 3 min ago""");
    }

    @Test
    void aFieldInsideOfADocumentIsFoundByItsOwnName() {
        assertThat(text("search_schema", Map.of("words", "postal city")))
                .startsWith("- blog.comments.author.postal_city (field)");
    }

    @Test
    void aQuestionAboutAnInnerFieldShowsItsPathInTheSummary() {
        assertThat(text("schema_summary", Map.of("question", "In which postal city do the authors of comments live?")))
                .contains("blog.comments (", "author.postal_city string in 40%");
    }

    @Test
    void aMongoQueryIsCheckedAndRepaired() {
        String answer = text(
                "validate_query",
                Map.of("source", "blog", "query", "{find: 'comments', filter: {'author.postal_cty': 'Oslo'}}"));

        assertThat(answer)
                .startsWith("REJECT: repair the query")
                .contains(
                        "error 42703 at 1:29: \"author\" has no field \"postal_cty\"; did you mean author.postal_city?")
                .contains("suggested query: {find: 'comments', filter: {'author.postal_city': 'Oslo'}}");
    }

    @Test
    void aVectorSaysItsDimensionAndDistance() {
        assertThat(text("describe_table", Map.of("source", "pictures", "table", "photos")))
                .isEqualTo("""
                pictures.photos (vector collection) version 1.0.0, inferred from 50 samples
                caption_vector vector(384) cosine
                words sparse_vector dot
                file_name keyword
                fresh: pictures 1.0.0 ok, seen 3 min ago""");
        assertThat(text("schema_summary", Map.of("question", "find photos by their caption")))
                .contains("caption_vector vector(384) cosine");
    }

    @Test
    void aChannelIsFoundByWhatItIsAbout() {
        assertThat(text("classify_question", Map.of("question", "Where do people talk about parking permits?")))
                .contains("team.office");
        assertThat(text("describe_table", Map.of("source", "team", "table", "office")))
                .startsWith(
                        "team.office (channel) version 1.0.0\n-- Purpose: Parking permits, keys and the coffee machine");
    }

    private String text(String tool, Map<String, ?> arguments) {
        return tools.call(tool, arguments).text();
    }

    private static Table comments() {
        Struct author = document(string("name"), string("postal_city").withPresence(0.4));
        Struct reply = document(string("reply_text"));
        return collection(
                "comments",
                Field.of("_id", DataType.scalar(ScalarKind.STRING))
                        .withNativeType("objectId")
                        .withNullable(false),
                Field.of("author", author).withNativeType("object"),
                Field.of("replies", new DataType.Array(reply))
                        .withNativeType("array")
                        .withPresence(0.25),
                string("text"));
    }

    private static Table users() {
        return collection("users", string("_id"), string("login"));
    }

    private static Table collection(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.COLLECTION)
                .fields(fields)
                .primaryKey(Key.of("_id_", "_id"))
                .provenance(Provenance.inferred(100))
                .build();
    }

    private static Table pictures() {
        return Table.builder(TableName.of("photos"), TableKind.VECTOR_COLLECTION)
                .fields(
                        Field.of("caption_vector", new Vector(OptionalInt.of(384), Distance.COSINE, false))
                                .withNativeType("vector"),
                        Field.of("words", new Vector(OptionalInt.empty(), Distance.DOT, true))
                                .withNativeType("sparse_vector"),
                        string("file_name").withNativeType("keyword"))
                .provenance(Provenance.inferred(50))
                .build();
    }

    private static Table channel() {
        return Table.builder(TableName.of("office"), TableKind.CHANNEL)
                .fields(string("ts"), string("user"), string("text"))
                .comment(Optional.of(
                        "Purpose: Parking permits, keys and the coffee machine\nTopic: Permits for 2026 are out"))
                .build();
    }

    private static Struct document(Field... fields) {
        return new Struct(Optional.empty(), List.of(fields));
    }

    private static Field string(String name) {
        return Field.of(name, DataType.scalar(ScalarKind.STRING)).withNativeType("string");
    }
}
