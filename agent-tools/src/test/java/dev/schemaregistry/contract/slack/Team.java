package dev.schemaregistry.contract.slack;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workspace the case file speaks of, as the connector stores it. */
final class Team {
    private Team() {}

    static SchemaContext context() {
        return SchemaContext.of(
                new SourceId("team"),
                Dialect.SLACK,
                "Slack",
                "public",
                List.of(
                        channel(TableName.of("general"), "C01"),
                        channel(new TableName("private", "secret"), "C02"),
                        users()),
                Map.of());
    }

    private static Table channel(TableName name, String id) {
        return Table.builder(name, TableKind.CHANNEL)
                .fields(
                        text("ts"),
                        text("user"),
                        text("text"),
                        text("thread_ts"),
                        Field.of(
                                "reactions",
                                new DataType.Array(new DataType.Struct(Optional.empty(), List.of(text("name"))))))
                .properties(Map.of("channel_id", id))
                .build();
    }

    private static Table users() {
        return Table.builder(new TableName("workspace", "users"), TableKind.TABLE)
                .fields(
                        text("id"),
                        text("name"),
                        Field.of("profile", new DataType.Struct(Optional.empty(), List.of(text("email")))))
                .build();
    }

    private static Field text(String name) {
        return Field.of(name, DataType.string());
    }
}
