package dev.schemaregistry.summary;

import dev.schemaregistry.classify.FakeCatalog;
import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Fingerprint;
import dev.schemaregistry.model.ForeignKey;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.SemanticVersion;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import dev.schemaregistry.model.TableVersion;
import java.time.Instant;
import java.util.List;

final class SummaryFixtures {
    private SummaryFixtures() {}

    static TableVersion version(String source, Table table) {
        return new TableVersion(
                new TableRef(new SourceId(source), table.name()),
                SemanticVersion.FIRST,
                1,
                table,
                new Fingerprint("test", "1"),
                false,
                Instant.EPOCH);
    }

    static TableVersion table(String ref, String fields) {
        TableRef parsed = TableRef.parse(ref);
        return version(parsed.source().value(), FakeCatalog.tableOf(parsed.table(), TableKind.TABLE, fields));
    }

    /** Fifteen fields as a real table has them: key, references, defaults, long types, comments on some. */
    static TableVersion fifteenColumns() {
        Table table = Table.builder(TableName.of("orders"), TableKind.TABLE)
                .fields(
                        field("order_id", "bigint").withNullable(false),
                        field("customer_id", "bigint").withNullable(false).withComment("who ordered"),
                        field("shipping_address_id", "bigint"),
                        field("status", "character varying(20)")
                                .withNullable(false)
                                .withDefault("'new'::character varying"),
                        field("currency_code", "character(3)").withNullable(false),
                        field("total_amount", "numeric(12,2)")
                                .withNullable(false)
                                .withComment("with tax, in the order's currency"),
                        field("discount_amount", "numeric(12,2)").withDefault("0"),
                        field("coupon_code", "character varying(40)"),
                        field("placed_at", "timestamp with time zone")
                                .withNullable(false)
                                .withDefault("now()"),
                        field("paid_at", "timestamp with time zone"),
                        field("shipped_at", "timestamp with time zone"),
                        field("delivered_at", "timestamp with time zone"),
                        field("cancelled_reason", "text"),
                        field("is_gift", "boolean").withNullable(false).withDefault("false"),
                        field("updated_at", "timestamp with time zone").withNullable(false))
                .primaryKey(Key.of("orders_pkey", "order_id"))
                .foreignKeys(List.of(
                        ForeignKey.of("c", List.of("customer_id"), TableName.of("customers"), List.of("customer_id")),
                        ForeignKey.of(
                                "a", List.of("shipping_address_id"), TableName.of("addresses"), List.of("address_id"))))
                .comment("One row for each order placed in the shop")
                .build();
        return version("shop", table);
    }

    private static Field field(String name, String type) {
        return Field.of(name, DataType.string()).withNativeType(type);
    }
}
