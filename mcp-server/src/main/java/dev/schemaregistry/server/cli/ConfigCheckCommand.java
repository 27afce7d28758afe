package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.ConfiguredSource;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.server.view.Views;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether a configuration file is right. */
@Command(
        name = "check",
        description = {
            "Checks a configuration file, its variables and addresses, and names everything that is wrong.",
            "Registers and contacts nothing. Exit code 2: it is wrong."
        })
final class ConfigCheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "<file>",
            description = "The file; the usual one when left out.")
    @Nullable
    Path file;

    ConfigCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Surroundings around = session.surroundings();
        Places usual = session.places();
        Places places = file == null
                ? new Places(usual.home(), usual.configuration(), true, usual.registry())
                : new Places(usual.home(), file, true, usual.registry());
        try (Services services = new Services(places, around.environment(), around.clock())) {
            services.checkConfiguration();
            tell(services);
        }
        return 0;
    }

    private void tell(Services services) {
        List<ConfiguredSource> sources = services.configuration().sources();
        String path = services.places().configuration().toString();
        List<String> unused = services.listUnusedPatterns();
        session.answer(
                () -> {
                    ObjectNode node = Views.object().put("configuration", path).put("valid", true);
                    node.set("sources", Views.array(sources, source -> node(services, source)));
                    if (!unused.isEmpty()) {
                        node.set("unused_patterns", Views.array(unused, TextNode::valueOf));
                    }
                    return node;
                },
                page -> {
                    page.line(
                            Span.good("OK "), Span.plain(path), Span.dim("  " + Counted.of(sources.size(), "source")));
                    unused.forEach(pattern -> page.line(
                            Span.warning("! "),
                            Span.plain("no field fits " + pattern + " of \"fields\", so nothing is withheld by it")));
                    sources.forEach(source -> page.line(
                            Span.plain("  "),
                            Span.bold(source.id()),
                            Span.plain("  " + services.typeOf(source)),
                            Span.dim(choice(services, source)
                                    .map(text -> "  " + text)
                                    .orElse(""))));
                });
    }

    private static ObjectNode node(Services services, ConfiguredSource source) {
        ObjectNode node = Views.object().put("id", source.id().value()).put("type", services.typeOf(source));
        choice(services, source).ifPresent(text -> node.put("address", text));
        return node.put("line", source.line());
    }

    private static Optional<String> choice(Services services, ConfiguredSource source) {
        return source.address().choice(services.container());
    }
}
