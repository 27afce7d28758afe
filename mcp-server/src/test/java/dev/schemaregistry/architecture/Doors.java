package dev.schemaregistry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** What a room shows, and what it lets in. */
record Doors(HouseMap map) {

    /** Programs and tests around the house: they may use any library, nothing in the house depends on them. */
    private static final List<String> OUTSIDE = List.of("testkit", "examples", "benchmarks");

    /** A foreign library, the rooms that may know it, and why no other. */
    private record Library(String name, List<String> packages, List<String> rooms, String reason) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library(
                    "Lucene",
                    List.of("org.apache.lucene.."),
                    List.of("classify.index"),
                    "the index can be rebuilt and replaced; ranking must not know how it is kept"),
            new Library(
                    "the tokenizer",
                    List.of("com.knuddels.."),
                    List.of("summary"),
                    "one place counts tokens, so that all budgets mean the same"),
            new Library(
                    "WordNet's reader",
                    List.of("net.sf.extjwnl.."),
                    List.of("thesaurus"),
                    "words are taken from it while building; nobody needs it when the program runs"),
            new Library(
                    "LangChain4j",
                    List.of("dev.langchain4j.."),
                    List.of("tools.langchain4j"),
                    "a binding only repeats the tools; they must work without it"),
            new Library(
                    "the web server",
                    List.of("io.javalin..", "org.eclipse.jetty.."),
                    List.of("server.rest"),
                    "HTTP is one protocol of several"),
            new Library(
                    "the meters",
                    List.of("io.micrometer..", "io.prometheus.."),
                    List.of("server.metrics"),
                    "what is counted is said in our words; how it is kept is one room's business"),
            new Library(
                    "OpenTelemetry",
                    List.of("io.opentelemetry.."),
                    List.of("server.trace"),
                    "what a span may say is decided in one room, and who wants no traces loads none of it"),
            new Library(
                    "the reader of access tokens and the rate limiter",
                    List.of("com.nimbusds..", "io.github.bucket4j.."),
                    List.of("server.access"),
                    "who may call, and how often, is judged in one room for all protocols"),
            new Library(
                    "the servlet interface",
                    List.of("jakarta.servlet.."),
                    List.of("server.rest", "server.mcp"),
                    "it is how the web server hands requests on to the MCP SDK, neither knowing the other"),
            new Library(
                    "the MCP SDK",
                    List.of("io.modelcontextprotocol.."),
                    List.of("server.mcp"),
                    "tools outlive a revision of the protocol"),
            new Library(
                    "the command line parser",
                    List.of("picocli..", "me.tongfei.."),
                    List.of("server.cli"),
                    "what the program does must be callable without a terminal"),
            new Library(
                    "the logging back end",
                    List.of("ch.qos.logback.."),
                    List.of("server.cli", "server.config"),
                    "a library logs to SLF4J; the program decides where that goes"),
            new Library(
                    "the arithmetic of addresses",
                    List.of("inet.ipaddr.."),
                    List.of("net"),
                    "which addresses are whose is judged in one room, by tables"),
            new Library(
                    "pool and migrations",
                    List.of("com.zaxxer..", "org.flywaydb.."),
                    List.of("store"),
                    "only the store has tables of its own"),
            new Library(
                    "the SQLite driver",
                    List.of("org.sqlite.."),
                    List.of("store", "connector.sqlite", "contract"),
                    "store and source speak to files; the contract check asks an empty database in memory"),
            new Library(
                    "the PostgreSQL driver",
                    List.of("org.postgresql.."),
                    List.of("store", "connector.postgres", "contract"),
                    "only the store and the connector speak to a server; the contract check borrows its lexer"),
            new Library(
                    "Slack's client",
                    List.of("com.slack..", "okhttp3..", "okio..", "com.google.gson.."),
                    List.of("connector.slack"),
                    "only the connector speaks to Slack, and keeps the client from logging and remembering tokens"),
            new Library(
                    "the Qdrant client",
                    List.of("io.qdrant..", "io.grpc..", "com.google.protobuf..", "com.google.common.."),
                    List.of("connector.qdrant"),
                    "only who reads a Qdrant server gets gRPC, and what it brings"),
            new Library(
                    "the MongoDB driver",
                    List.of("com.mongodb.."),
                    List.of("connector.mongodb"),
                    "only the connector speaks to a server; documents leave it as shapes without values"),
            new Library(
                    "the BSON reader",
                    List.of("org.bson.."),
                    List.of("connector.mongodb", "contract.mongo"),
                    "documents are the connector's business, and how queries are written the checker's"),
            new Library(
                    "the WebAssembly runtime",
                    List.of("com.dylibso.."),
                    List.of("contract"),
                    "how a grammar is run is its parser's business"),
            new Library(
                    "the parser of many dialects",
                    List.of("net.sf.jsqlparser.."),
                    List.of("contract"),
                    "a tree of somebody else's parser says nothing outside of the check"),
            new Library(
                    "the JSON Schema validator",
                    List.of("com.networknt.."),
                    List.of("tools", "server.config"),
                    "arguments are checked once, before any binding; the configuration once, when it is read"),
            new Library(
                    "the YAML reader",
                    List.of("org.yaml..", "org.snakeyaml..", "com.fasterxml.jackson.dataformat.yaml.."),
                    List.of("server.config", "contract.evaluate"),
                    "YAML is how a person writes the configuration, and how example pipelines are published"),
            new Library(
                    "Jackson",
                    List.of("com.fasterxml.jackson..", "tools.jackson.."),
                    List.of("json", "connector", "format", "classify.evaluate", "contract", "tools", "server"),
                    "the nouns have one JSON form, in json; the others named read or write JSON that is not theirs: "
                            + "documents of a source, labelled questions, parse trees, tool arguments, protocols"));

    Stream<HouseRule> rules() {
        return Stream.concat(
                LIBRARIES.stream().map(this::hasItsRooms),
                Stream.of(
                        new HouseRule("nouns know no library", nounsKnowNoLibrary()),
                        new HouseRule("nouns do no I/O", nounsDoNoInputOutput()),
                        new HouseRule("the console knows nothing of the registry", theConsoleKnowsNothing()),
                        new HouseRule("only the check sees withheld fields", onlyTheCheckSeesWithheldFields()),
                        new HouseRule("implementations of the SPI are hidden", implementationsAreHidden())));
    }

    private HouseRule hasItsRooms(Library library) {
        List<String> allowed =
                Stream.concat(library.rooms().stream(), OUTSIDE.stream()).toList();
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(map.within(allowed))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.packages().toArray(String[]::new))
                .because(library.reason());
        return new HouseRule(library.name() + " stays in " + String.join(", ", library.rooms()), rule);
    }

    private ArchRule nounsKnowNoLibrary() {
        return classes()
                .that()
                .resideInAnyPackage(map.within("model", "error", "infer", "change", "event", "policy", "spi"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", map.root() + "..")
                .because("whoever writes a connector or reads a schema takes these types and nothing else with them");
    }

    private ArchRule nounsDoNoInputOutput() {
        return noClasses()
                .that()
                .resideInAnyPackage(map.within("model", "error", "infer", "change", "event", "policy"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.nio.file..", "java.net..")
                .because("a judgement over values can be tested with values");
    }

    private ArchRule theConsoleKnowsNothing() {
        return classes()
                .that()
                .resideInAPackage(map.within("server.console"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", map.within("server.console"))
                .because("its files are open to whoever reaches the server; what they show, they ask the API for");
    }

    private ArchRule onlyTheCheckSeesWithheldFields() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(map.within("registry", "tools"))
                .should()
                .callCodeUnitWhere(target(describe(
                        "reads tables with their hidden fields",
                        call -> call.getName().startsWith("listCheckedTables"))))
                .because(
                        "what is shown is read through the column policy; only the contract check must know what to refuse");
    }

    private ArchRule implementationsAreHidden() {
        return classes()
                .that(assignableTo(anSpiType()))
                .and()
                .areNotInterfaces()
                .and()
                .resideOutsideOfPackages(map.within("spi", "testkit"))
                .should()
                .notBePublic()
                .because("what nobody can name, nobody depends on; a factory is the way in");
    }

    private DescribedPredicate<JavaClass> anSpiType() {
        String spi = map.root() + ".spi";
        return describe(
                "an SPI type other than a factory",
                type -> type.isInterface()
                        && type.getPackageName().equals(spi)
                        && !type.getSimpleName().endsWith("Factory"));
    }
}
