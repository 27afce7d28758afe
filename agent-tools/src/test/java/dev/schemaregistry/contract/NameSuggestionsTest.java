package dev.schemaregistry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameSuggestionsTest {
    private static final List<String> NAMES = List.of(
            "customers",
            "customer_addresses",
            "orders",
            "order_items",
            "products",
            "product_id",
            "createdAt",
            "name",
            "id");

    @ParameterizedTest
    @CsvSource({
        "custmers, customers",
        "cusotmers, customers",
        "Customers, customers",
        "orderitems, order_items",
        "order_item, order_items",
        "items_order, order_items",
        "created_at, createdAt",
        "prodcuts, products",
        "nmae, name",
        "addresses, customer_addresses"
    })
    void putsTheLikeliestFirst(String wrong, String right) {
        assertThat(NameSuggestions.nearest(wrong, NAMES)).startsWith(right);
    }

    @Test
    void offersNothingForSomethingElse() {
        assertThat(NameSuggestions.nearest("xylophone", NAMES)).isEmpty();
    }

    @Test
    void evidenceRanksButBringsInNothing() {
        List<String> names = List.of("flight_fare", "flight");

        assertThat(NameSuggestions.nearest("flight_name", names, 1, name -> name.equals("flight") ? 0.3 : 0))
                .containsExactly("flight");
        assertThat(NameSuggestions.nearest("zzz", names, 1, name -> 1)).isEmpty();
    }
}
