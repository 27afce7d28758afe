package dev.schemaregistry.classify;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.DataType.Distance;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Key;
import dev.schemaregistry.model.Table;
import dev.schemaregistry.model.TableKind;
import dev.schemaregistry.model.TableName;
import dev.schemaregistry.model.TableRef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Six sources of different kinds of business whose words overlap. */
public final class SampleCatalog {
    private SampleCatalog() {}

    public static FakeCatalog create() {
        FakeCatalog catalog = new FakeCatalog();
        shop(catalog);
        clinic(catalog);
        library(catalog);
        fleet(catalog);
        support(catalog);
        articles(catalog);
        catalog.entity("Customer", List.of("client", "buyer"), "shop.customers");
        catalog.entity("Vehicle", List.of("car", "lorry", "van"), "fleet.vehicles");
        return catalog;
    }

    private static void shop(FakeCatalog catalog) {
        catalog.source("shop", "web shop: orders, payments and stock");
        catalog.table("shop.customers", "id! first_name last_name email city country signup_date");
        catalog.table("shop.products", "id! name list_price weight_grams category_id>categories");
        catalog.table("shop.categories", "id! category_name");
        catalog.table("shop.orders", "id! customer_id>customers order_date shipped_date total_amt");
        catalog.table("shop.order_items", "id! order_id>orders product_id>products qty unit_price discount");
        catalog.table("shop.payments", "id! order_id>orders method paid_at amount");
        Table refunds =
                FakeCatalog.tableOf(TableName.of("refunds"), TableKind.TABLE, "id! payment_id>payments amount")
                        .toBuilder()
                        .comment("Money given back")
                        .build();
        catalog.table(TableRef.parse("shop.refunds"), refunds);
    }

    private static void clinic(FakeCatalog catalog) {
        catalog.source("clinic", "");
        catalog.table("clinic.patients", "id! first_name last_name dob gender blood_type city");
        catalog.table("clinic.doctors", "id! name specialty");
        catalog.table(
                "clinic.appointments", "id! patient_id>patients doctor_id>doctors appointment_date reason status");
        catalog.table("clinic.prescriptions", "id! appointment_id>appointments medication dosage");
    }

    private static void library(FakeCatalog catalog) {
        catalog.source("library", "");
        catalog.table("library.books", "id! title isbn publication_year publisher_id>publishers");
        catalog.table("library.authors", "id! name birth_year");
        catalog.table("library.book_authors", "id! book_id>books author_id>authors");
        catalog.table("library.publishers", "id! publisher_name");
        catalog.table("library.loans", "id! book_id>books member_id>members due_date returned_date");
        catalog.table("library.members", "id! full_name email joined_on");
    }

    private static void fleet(FakeCatalog catalog) {
        catalog.source("fleet", "");
        catalog.table("fleet.vehicles", "id! licenseplate model mileage fuel_type depot_id>depots");
        catalog.table("fleet.drivers", "id! name licence_no hired_on");
        catalog.table("fleet.trips", "id! vehicle_id>vehicles driver_id>drivers departed_at distance_km");
        catalog.table("fleet.depots", "id! depot_name city capacity");
        catalog.table("fleet.maintenance", "id! vehicle_id>vehicles performed_on cost description");
    }

    private static void support(FakeCatalog catalog) {
        catalog.source("support", "");
        DataType status = new DataType.Enumeration(Optional.empty(), List.of("open", "escalated", "resolved"));
        Table tickets = Table.builder(TableName.of("tickets"), TableKind.COLLECTION)
                .fields(
                        Field.of("_id", DataType.scalar(DataType.ScalarKind.OBJECT_ID)),
                        Field.of("subject", DataType.string()),
                        Field.of("status", status),
                        Field.of("customer_email", DataType.string()))
                .primaryKey(Key.of("", "_id"))
                .build();
        catalog.table(TableRef.parse("support.tickets"), tickets);
        Table messages = Table.builder(TableName.of("support_chat"), TableKind.CHANNEL)
                .fields(Field.of("text", DataType.string()), Field.of("sender", DataType.string()))
                .build();
        catalog.table(TableRef.parse("support.support_chat"), messages);
    }

    private static void articles(FakeCatalog catalog) {
        catalog.source("knowledge", "");
        DataType vector = new DataType.Vector(OptionalInt.of(384), Distance.COSINE, false);
        Table articles = Table.builder(TableName.of("help_articles"), TableKind.VECTOR_COLLECTION)
                .fields(
                        Field.of("embedding", vector),
                        Field.of("headline", DataType.string()),
                        Field.of("body", DataType.string()))
                .build();
        catalog.table(TableRef.parse("knowledge.help_articles"), articles);
    }
}
