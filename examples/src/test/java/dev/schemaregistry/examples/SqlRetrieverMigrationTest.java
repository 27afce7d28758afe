package dev.schemaregistry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.experimental.rag.content.retriever.sql.SqlDatabaseContentRetriever;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.summary.SchemaSummarizer;
import dev.schemaregistry.tools.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Whoever has LangChain4j's SQL retriever keeps it, and gives it the schema that the query needs instead of all of it. */
class SqlRetrieverMigrationTest {
    private static final SourceId SHOP = new SourceId("shop");
    private static final Query QUERY = Query.from("How many customers are there?");
    private static final String SQL = "SELECT count(*) AS customers FROM customers";

    @Test
    void theModelReadsOnlyTheTablesItNeedsAndTheQueryStillRuns(@TempDir Path folder) throws IOException {
        try (Services services = SampleRegistry.open(folder)) {
            SQLiteDataSource database = new SQLiteDataSource();
            database.setUrl("jdbc:sqlite:" + folder.resolve("shop.db"));
            ScriptedModel model = new ScriptedModel().says(SQL).says(SQL);

            String all = answer(before(database, model));
            int tokensOfAll = tokens(model);
            String needed = answer(after(database, model, services.client()));

            assertThat(needed).isEqualTo(all).contains("customers");
            assertThat(model.asked()).contains("shop.customers", "leave the prefix \"shop.\" out");
            assertThat(tokens(model)).isLessThan(tokensOfAll);
        }
    }

    // tag::before[]
    static ContentRetriever before(DataSource database, ChatModel model) {
        return SqlDatabaseContentRetriever.builder()
                .dataSource(database)
                .chatModel(model)
                .build();
    }
    // end::before[]

    // tag::after[]
    static ContentRetriever after(DataSource database, ChatModel model, RegistryClient registry) {
        return query -> SqlDatabaseContentRetriever.builder()
                .dataSource(database)
                .chatModel(model)
                .databaseStructure(registry.getSchemaSummaryForQuery(query.text(), SHOP, 500))
                .build()
                .retrieve(query);
    }
    // end::after[]

    private static String answer(ContentRetriever retriever) {
        return retriever.retrieve(QUERY).get(0).textSegment().text();
    }

    private static int tokens(ScriptedModel model) {
        return new SchemaSummarizer().countTokens(model.asked());
    }
}
