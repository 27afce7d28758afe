package dev.schemaregistry.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Who may call whom. */
record Arrows(HouseMap map) {

    Stream<HouseRule> rules() {
        return Stream.concat(
                map.rooms().stream().map(this::pointUpOnly),
                Stream.of(
                        new HouseRule("every class has a room", everyClassHasARoom()),
                        new HouseRule("no cycles between packages", noCycles()),
                        new HouseRule("connectors only report", connectorsOnlyReport()),
                        new HouseRule("connectors do not know each other", strangers("connector")),
                        new HouseRule("formats do not know each other", strangers("format")),
                        new HouseRule("only the wiring names a store", onlyWiringNames("store")),
                        new HouseRule("only the wiring names a connector", onlyWiringNames("connector"))));
    }

    private HouseRule pointUpOnly(String room) {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(map.within(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(map.within(map.below(room)))
                .because("arrows point one way: what is below " + room + " can then be replaced without touching it");
        return new HouseRule("arrows of " + room + " point up", rule);
    }

    private ArchRule everyClassHasARoom() {
        return classes()
                .should()
                .resideInAnyPackage(map.within(map.rooms()))
                .because("a class outside the map is outside every other rule; put a new room on the map first");
    }

    private ArchRule noCycles() {
        return slices().matching(map.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package that cannot be read in halves");
    }

    private ArchRule connectorsOnlyReport() {
        return noClasses()
                .that()
                .resideInAPackage(map.within("connector"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(map.within("store", "registry", "watch", "change"))
                .because("a connector reports what it sees; whether that is a change, and what it means, others judge");
    }

    private ArchRule strangers(String room) {
        return slices().matching(map.root() + '.' + room + ".(*)..")
                .should()
                .notDependOnEachOther()
                .because("whoever wants one of them must not get the libraries of another");
    }

    private ArchRule onlyWiringNames(String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(map.within(room, "server", "testkit", "examples", "benchmarks"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(map.within(room))
                .because("everybody else works with any of them through the SPI");
    }
}
