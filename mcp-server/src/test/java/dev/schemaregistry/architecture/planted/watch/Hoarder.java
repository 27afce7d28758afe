package dev.schemaregistry.architecture.planted.watch;

import ch.qos.logback.classic.Level;
import com.dylibso.chicory.runtime.Instance;
import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.api.Encoding;
import com.mongodb.client.MongoClient;
import com.networknt.schema.Schema;
import com.nimbusds.jwt.JWT;
import com.slack.api.Slack;
import com.zaxxer.hikari.HikariDataSource;
import dev.langchain4j.agent.tool.ToolSpecification;
import inet.ipaddr.IPAddress;
import io.javalin.Javalin;
import io.micrometer.core.instrument.Meter;
import io.modelcontextprotocol.spec.McpSchema;
import io.opentelemetry.api.trace.Tracer;
import io.qdrant.client.QdrantClient;
import jakarta.servlet.Servlet;
import java.util.List;
import net.sf.extjwnl.dictionary.Dictionary;
import net.sf.jsqlparser.statement.Statement;
import org.apache.lucene.index.IndexReader;
import org.bson.BsonDocument;
import org.postgresql.PGConnection;
import org.sqlite.SQLiteConfig;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** Knows every library of the house. */
class Hoarder {
    List<Object> hoard(
            Level level,
            Instance grammar,
            JsonNode json,
            Schema schema,
            Yaml yaml,
            Encoding encoding,
            ToolSpecification tool,
            Javalin web,
            Servlet servlet,
            McpSchema protocol,
            Meter meter,
            Tracer tracer,
            JWT token,
            IPAddress address,
            IndexReader index,
            HikariDataSource tables,
            PGConnection postgres,
            SQLiteConfig sqlite,
            Slack slack,
            MongoClient mongo,
            BsonDocument document,
            QdrantClient qdrant,
            Dictionary words,
            Statement statement,
            CommandLine line) {
        return List.of(
                level, grammar, json, schema, yaml, encoding, tool, web, servlet, protocol, meter, tracer, token,
                address, index, tables, postgres, sqlite, slack, mongo, document, qdrant, words, statement, line);
    }
}
