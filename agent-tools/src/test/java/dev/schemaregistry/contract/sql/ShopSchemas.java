package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Generation;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemas the case files speak of. */
final class ShopSchemas {
    private ShopSchemas() {}

    static SchemaContext postgres() {
        Table customers = Table.builder(TableName.of("customers"), TableKind.TABLE)
                .fields(
                        field("id", "integer").withNullable(false),
                        field("name", "text").withNullable(false),
                        field("email", "text"),
                        field("city", "character varying(40)"),
                        field("joined", "date"),
                        field("balance", "numeric(12,2)"),
                        field("active", "boolean"),
                        field("tags", "text[]"),
                        field("settings", "jsonb"),
                        Field.of("mood", new DataType.Enumeration(Optional.of("mood"), List.of("happy", "sad")))
                                .withNativeType("mood"))
                .primaryKey(Key.of("customers_pkey", "id"))
                .build();
        Table orders = Table.builder(TableName.of("orders"), TableKind.TABLE)
                .fields(
                        field("id", "integer"),
                        field("customer_id", "integer"),
                        field("placed_at", "timestamp(3) with time zone"),
                        field("status", "text"),
                        field("total", "numeric"),
                        field("note", "text"),
                        field("Weird Name", "text"))
                .primaryKey(Key.of("orders_pkey", "id"))
                .build();
        Table items = Table.builder(TableName.of("order_items"), TableKind.TABLE)
                .fields(
                        field("order_id", "integer"),
                        field("product_id", "integer"),
                        field("quantity", "integer"),
                        field("price", "numeric"))
                .primaryKey(Key.of("order_items_pkey", "order_id", "product_id"))
                .build();
        Table products = Table.builder(TableName.of("products"), TableKind.TABLE)
                .fields(
                        field("id", "integer"),
                        field("name", "text"),
                        field("price", "double precision"),
                        field("weight", "real"),
                        field("created", "timestamp without time zone"),
                        field("code", "character(5)"),
                        field("document", "json"))
                .build();
        Table regions = Table.builder(new TableName("sales", "regions"), TableKind.TABLE)
                .fields(field("id", "integer"), field("name", "text"))
                .build();
        Table archived = Table.builder(new TableName("archive", "orders"), TableKind.TABLE)
                .fields(field("id", "integer"))
                .build();
        Table salaries = Table.builder(TableName.of("salaries"), TableKind.TABLE)
                .fields(field("id", "integer"), field("amount", "numeric"))
                .properties(Map.of("readable", "false"))
                .build();
        List<Table> tables = List.of(
                archived,
                salaries,
                customers,
                orders,
                items,
                products,
                regions,
                view("big_orders", "SELECT orders.id, orders.total FROM orders WHERE (orders.total > (100)::numeric);"),
                view("risky", "SELECT orders.id, audit_and_return(orders.id) AS total FROM orders;"),
                view("over_risky", "SELECT risky.id, risky.total FROM risky;"));
        return SchemaContext.of(
                new SourceId("shop"),
                Dialect.POSTGRESQL,
                "PostgreSQL 15",
                "public",
                tables,
                Map.of(customers.name(), SemanticVersion.FIRST));
    }

    private static Table view(String name, String definition) {
        return Table.builder(TableName.of(name), TableKind.VIEW)
                .fields(field("id", "integer"), field("total", "numeric"))
                .definition(Optional.of(definition))
                .build();
    }

    static SchemaContext sqlite() {
        Table customers = Table.builder(TableName.of("customers"), TableKind.TABLE)
                .fields(field("id", "INTEGER"), field("name", "TEXT").withNullable(false), field("city", "VARCHAR(40)"))
                .primaryKey(Key.of("", "id"))
                .build();
        Table orders = Table.builder(TableName.of("orders"), TableKind.TABLE)
                .fields(
                        field("id", "INTEGER"),
                        field("customer_id", "INTEGER"),
                        field("amount", "REAL"),
                        field("placed_on", "TEXT"),
                        field("select", "TEXT"),
                        field("doubled", "REAL")
                                .withGeneration(Generation.computed(Generation.Kind.VIRTUAL, "amount * 2")))
                .primaryKey(Key.of("", "id"))
                .build();
        Table stock = Table.builder(TableName.of("stock"), TableKind.TABLE)
                .fields(field("place", "TEXT"), field("sku", "TEXT"))
                .primaryKey(Key.of("", "place", "sku"))
                .properties(Map.of("without_rowid", "true"))
                .build();
        Table paris = Table.builder(TableName.of("paris"), TableKind.VIEW)
                .fields(field("id", "INTEGER"), field("name", "TEXT"))
                .definition(Optional.of("SELECT id, name FROM customers WHERE city = 'Paris'"))
                .build();
        Table notes = Table.builder(TableName.of("notes"), TableKind.VIRTUAL_TABLE)
                .fields(field("body", ""))
                .properties(Map.of("module", "fts5(body)"))
                .build();
        return SchemaContext.of(
                new SourceId("shop"),
                Dialect.SQLITE,
                "SQLite",
                "main",
                List.of(customers, orders, stock, paris, notes),
                Map.of(customers.name(), SemanticVersion.FIRST));
    }

    private static Field field(String name, String nativeType) {
        return Field.of(name, new DataType.Native(nativeType.isEmpty() ? "any" : nativeType))
                .withNativeType(nativeType);
    }
}
