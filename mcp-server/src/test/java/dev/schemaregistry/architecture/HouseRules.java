package dev.schemaregistry.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/** All rules of the house, and the classes they are run on. */
final class HouseRules {
    private static final ImportOption NO_TESTS =
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

    private HouseRules() {}

    static List<HouseRule> of(HouseMap map) {
        return Stream.of(new Arrows(map).rules(), new Doors(map).rules(), new Habits(map).rules())
                .flatMap(rules -> rules)
                .toList();
    }

    /** Everything on the class path that is ours and not a test. */
    static JavaClasses production(HouseMap map) {
        return new ClassFileImporter().withImportOption(NO_TESTS).importPackages(map.root());
    }
}
