package dev.schemaregistry.contract.policy;

import dev.schemaregistry.contract.Dialect;
import dev.schemaregistry.contract.SchemaContext;
import dev.schemaregistry.model.DataSource;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.ScalarKind;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Provenance;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.policy.ColumnPolicy;
import dev.schemaregistry.policy.FieldPattern;
import dev.schemaregistry.policy.SourcePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One source a dialect, of which {@code ssn} and others are hidden and {@code salary} is masked, as its queries are checked. */
final class WithheldSources {
    private static final SourceId SHOP = new SourceId("shop");
    private static final ColumnPolicy POLICY = ColumnPolicy.of(
            patterns(
                    "shop.customers.ssn",
                    "shop.customers.address.street",
                    "shop.branches.address.zip",
                    "shop.tokens.secret_id",
                    "shop.*.password_hash",
                    "shop.people.ssn",
                    "shop.people.address.street",
                    "shop.people.jobs.wage",
                    "shop.people.blob",
                    "shop.workspace.users.email"),
            patterns("*.customers.salary", "shop.people.salary"));

    private WithheldSources() {}

    private static List<FieldPattern> patterns(String... texts) {
        return Stream.of(texts).map(FieldPattern::parse).toList();
    }

    static SchemaContext of(Dialect dialect) {
        String namespace = dialect == Dialect.POSTGRESQL ? "public" : dialect == Dialect.MONGODB ? "db" : "";
        List<Table> tables = tables(dialect);
        DataSource plain = DataSource.registered(SHOP, "any", "", Optional.empty(), Map.of(), Instant.EPOCH);
        SourcePolicy policy = POLICY.of(plain, tables);
        return SchemaContext.of(
                SHOP,
                dialect,
                dialect == Dialect.POSTGRESQL ? "PostgreSQL 15.4" : "",
                namespace,
                tables.stream().map(policy::checked).toList(),
                Map.of());
    }

    private static List<Table> tables(Dialect dialect) {
        return switch (dialect) {
            case MONGODB -> List.of(mongoCustomers(), mongoOrders(), signups(), customerView());
            case QDRANT -> List.of(people());
            case SLACK -> List.of(users());
            default -> relational();
        };
    }

    // --- tables ---

    private static List<Table> relational() {
        Table customers = table(
                        "customers",
                        id(),
                        text("name"),
                        text("email"),
                        text("ssn"),
                        native_("salary", DataType.decimal(10, 2), "numeric"),
                        text("city"))
                .primaryKey(Key.of("customers_pkey", "id"))
                .build();
        Table orders = table(
                        "orders",
                        id(),
                        native_("customer_id", DataType.scalar(ScalarKind.INT32), "integer"),
                        native_("total", DataType.decimal(10, 2), "numeric"),
                        text("status"))
                .foreignKeys(
                        List.of(ForeignKey.of("", List.of("customer_id"), TableName.of("customers"), List.of("id"))))
                .build();
        Field address = native_(
                "address",
                new DataType.Struct(Optional.of("address_type"), List.of(text("city"), text("zip"))),
                "address_type");
        Table tokens = table(
                        "tokens", native_("secret_id", DataType.scalar(ScalarKind.INT64), "INTEGER"), text("label"))
                .primaryKey(Key.of("", "secret_id"))
                .build();
        return List.of(
                customers,
                orders,
                tokens,
                table("branches", id(), address).build(),
                table("archive", id(), text("ssn")).build(),
                table("suppliers", id(), text("salary")).build(),
                view("v_safe", "SELECT id, name FROM customers", id(), text("name")),
                view("v_leak", "SELECT id, ssn AS x FROM customers", id(), text("x")),
                view("v_over_leak", "SELECT x FROM v_leak", text("x")),
                view("v_star", "SELECT * FROM customers", id(), text("ssn")));
    }

    private static Table view(String name, String definition, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.VIEW)
                .fields(fields)
                .definition(Optional.of(definition))
                .build();
    }

    private static Table mongoCustomers() {
        return collection("customers", objectId(), text("name"), text("ssn"), text("salary"), address());
    }

    private static Field address() {
        return Field.of("address", new DataType.Struct(Optional.empty(), List.of(text("city"), text("street"))));
    }

    private static Table mongoOrders() {
        return collection(
                "orders", objectId(), Field.of("customer_id", DataType.scalar(ScalarKind.OBJECT_ID)), text("status"));
    }

    /** No sample has met the field of which a pattern speaks. */
    private static Table signups() {
        return collection("signups", objectId(), text("name")).toBuilder()
                .provenance(Provenance.inferred(10))
                .build();
    }

    private static Table customerView() {
        return Table.builder(TableName.of("customer_view"), TableKind.VIEW)
                .fields(objectId(), text("name"))
                .definition(Optional.of("[{\"$match\": {\"vip\": true}}]"))
                .properties(Map.of("viewOn", "customers"))
                .build();
    }

    private static Table collection(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.COLLECTION)
                .fields(fields)
                .build();
    }

    private static Field objectId() {
        return Field.of("_id", DataType.scalar(ScalarKind.OBJECT_ID));
    }

    private static Table people() {
        Field vector = Field.of("vector", new DataType.Vector(OptionalInt.of(3), DataType.Distance.COSINE, false))
                .withProperties(Map.of("part", "vector"));
        DataType jobs = new DataType.Array(new DataType.Struct(Optional.empty(), List.of(text("title"), text("wage"))));
        return Table.builder(TableName.of("people"), TableKind.VECTOR_COLLECTION)
                .fields(
                        Field.of("id", DataType.scalar(ScalarKind.UINT64)).withProperties(Map.of("part", "id")),
                        vector,
                        payload("name", DataType.string()),
                        payload("ssn", DataType.string()),
                        payload("salary", DataType.scalar(ScalarKind.FLOAT64)),
                        payload("address", address().type()),
                        payload("jobs", jobs),
                        payload("blob", new DataType.Json()))
                .primaryKey(Key.of("", "id"))
                .provenance(Provenance.inferred(10))
                .build();
    }

    private static Field payload(String name, DataType type) {
        return Field.of(name, type).withProperties(Map.of("part", "payload", "indexed", "true", "index", "keyword"));
    }

    private static Table users() {
        return Table.builder(new TableName("workspace", "users"), TableKind.TABLE)
                .fields(text("id"), text("name"), text("email"))
                .build();
    }

    private static Table.Builder table(String name, Field... fields) {
        return Table.builder(TableName.of(name), TableKind.TABLE).fields(fields);
    }

    private static Field id() {
        return native_("id", DataType.scalar(ScalarKind.INT32), "integer").withNullable(false);
    }

    private static Field text(String name) {
        return native_(name, DataType.string(), "text");
    }

    private static Field native_(String name, DataType type, String nativeType) {
        return Field.of(name, type).withNativeType(nativeType);
    }
}
