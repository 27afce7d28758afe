package dev.schemaregistry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of ARCHITECTURE.md on everything that the server is wired from. */
@Tag("architecture")
final class ArchitectureTest {
    private static final HouseMap HOUSE = new HouseMap("dev.schemaregistry");
    private static JavaClasses production;

    @BeforeAll
    static void importClasses() {
        production = HouseRules.production(HOUSE);
    }

    static List<HouseRule> rules() {
        return HouseRules.of(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(HouseRule rule) {
        rule.rule().check(production);
    }

    @Test
    void seesTheWholeHouse() {
        assertThat(production.stream().map(type -> type.getPackageName()))
                .contains(
                        "dev.schemaregistry.model", "dev.schemaregistry.connector.sqlite", "dev.schemaregistry.server");
    }
}
