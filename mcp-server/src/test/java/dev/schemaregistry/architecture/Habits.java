package dev.schemaregistry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How code behaves, in whatever room. */
record Habits(HouseMap map) {
    private static final String JAVA_TIME = "java.time";
    private static final Set<String> MACHINE_TIME = Set.of(
            "java.lang.System.currentTimeMillis()",
            "java.util.Date.<init>()",
            "java.util.Calendar.getInstance()",
            "java.util.GregorianCalendar.<init>()");

    Stream<HouseRule> rules() {
        return Stream.of(
                new HouseRule("find may find nothing", findMayFindNothing()),
                new HouseRule("get does not", getDoesNot()),
                new HouseRule("standard streams belong to the command line", standardStreams()),
                new HouseRule("no bare exceptions", noBareExceptions()),
                new HouseRule("time comes from a clock", timeComesFromAClock()),
                new HouseRule("only the wiring reads the machine's clock", onlyWiringPicksTheClock()),
                new HouseRule("no statics with state", noStaticsWithState()),
                new HouseRule("nouns never change", nounsNeverChange()));
    }

    private ArchRule findMayFindNothing() {
        return methods()
                .that()
                .haveNameMatching("find[A-Z].*")
                .and()
                .arePublic()
                .should()
                .haveRawReturnType(Optional.class)
                .because("no null crosses a public line, and the name says that there may be nothing");
    }

    private ArchRule getDoesNot() {
        return noMethods()
                .that()
                .haveNameMatching("get[A-Z].*")
                .and()
                .arePublic()
                .should()
                .haveRawReturnType(Optional.class)
                .because("get promises a value and throws NotFoundException; what may be missing is found");
    }

    private ArchRule standardStreams() {
        return noClasses()
                .that(describe("are neither console programs nor the set-up of stdio", this::mustBeSilent))
                .should(ACCESS_STANDARD_STREAMS)
                .because("over stdio a single stray line breaks the protocol");
    }

    private boolean mustBeSilent(JavaClass type) {
        String name = type.getPackageName();
        boolean console = Stream.of("server.cli", "examples", "benchmarks")
                .anyMatch(room -> (name + '.').startsWith(map.root() + '.' + room + '.'));
        boolean setUp =
                name.equals(map.root() + ".server.mcp") && type.getSimpleName().startsWith("Stdio");
        return !console && !setUp;
    }

    private ArchRule noBareExceptions() {
        return noClasses()
                .should(THROW_GENERIC_EXCEPTIONS)
                .because("a caller must be able to tell one failure from another by its code");
    }

    private ArchRule timeComesFromAClock() {
        return noClasses()
                .should()
                .callCodeUnitWhere(target(readsTheMachinesTime()))
                .because("a test owns time only if all of it comes through a Clock; durations may use System.nanoTime");
    }

    private static DescribedPredicate<CodeUnitCallTarget> readsTheMachinesTime() {
        return describe(
                "reads the time of the machine",
                call -> MACHINE_TIME.contains(call.getFullName()) || isNowWithoutClock(call));
    }

    private static boolean isNowWithoutClock(CodeUnitCallTarget call) {
        return call.getOwner().getPackageName().equals(JAVA_TIME)
                && call.getName().equals("now")
                && call.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private ArchRule onlyWiringPicksTheClock() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(map.within("server", "testkit", "examples", "benchmarks"))
                .should()
                .callCodeUnitWhere(target(describe(
                        "is a clock of the machine",
                        call -> call.getOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system"))))
                .because("a clock is handed in by whoever wires, or a test cannot hand in its own");
    }

    private ArchRule noStaticsWithState() {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two registries in one process must not see each other");
    }

    private ArchRule nounsNeverChange() {
        return classes()
                .that()
                .resideInAnyPackage(map.within("model", "change", "event"))
                .and()
                .arePublic()
                .and()
                .haveSimpleNameNotEndingWith("Builder")
                .should()
                .haveOnlyFinalFields()
                .because("values are shared between threads and kept in caches without copies");
    }
}
