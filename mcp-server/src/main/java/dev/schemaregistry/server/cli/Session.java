package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.schemaregistry.server.Services;
import dev.schemaregistry.server.config.Places;
import dev.schemaregistry.server.view.JsonText;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of the program: its options, its output, and the services it has opened so far. Confined to one thread. */
final class Session implements AutoCloseable {
    private final Surroundings surroundings;
    private final RootCommand options;
    private @Nullable Services services;

    Session(Surroundings surroundings, RootCommand options) {
        this.surroundings = requireNonNull(surroundings, "surroundings");
        this.options = requireNonNull(options, "options");
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean isJson() {
        return options.json;
    }

    /** As {@link #isJson}, for arguments that could not be parsed to the end. */
    void preferJson() {
        options.json = true;
    }

    /** Whether hints and progress are wanted: a person is there, and did not ask for silence. */
    boolean isChatty() {
        return !options.quiet && !options.json;
    }

    /** Whether progress can be drawn. */
    boolean canDraw() {
        return isChatty() && surroundings.terminal();
    }

    int verbosity() {
        return options.verbosity();
    }

    LogFormat logFormat() {
        return options.logFormat(surroundings.environment());
    }

    boolean hasColours() {
        return surroundings.terminal()
                && !options.noColor
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(surroundings.environment().get("TERM"));
    }

    Places places() {
        return Places.of(
                options.findRegistry(),
                options.findConfiguration(),
                surroundings.environment(),
                surroundings.userHome());
    }

    /** Everything wired; a registry that does not exist is an error that says how to make one. */
    Services services() {
        Services open = services;
        if (open == null) {
            open = new Services(places(), surroundings.environment(), surroundings.clock());
            services = open;
        }
        return open;
    }

    /** Everything wired; a registry that does not exist is made. */
    Services creatingServices() {
        Services open = services();
        open.createIfMissing();
        return open;
    }

    /** The answer of a command: as JSON or as text, whichever was asked for. */
    void answer(Supplier<? extends JsonNode> json, Consumer<Page> text) {
        if (isJson()) {
            surroundings.out().println(JsonText.pretty(json.get()));
        } else {
            text.accept(page());
        }
        surroundings.out().flush();
    }

    /** A sentence for a person who works at the terminal; not part of the answer. */
    void hint(String sentence) {
        if (isChatty()) {
            errorPage().line(Span.dim(sentence));
        }
    }

    /** A sentence that must not be lost. */
    void warn(String sentence) {
        if (!isJson()) {
            errorPage().line(Span.warning("warning: "), Span.plain(sentence));
        }
    }

    Page page() {
        return new Page(surroundings.out(), hasColours());
    }

    Page errorPage() {
        return new Page(surroundings.err(), hasColours());
    }

    void errorJson(JsonNode node) {
        surroundings.err().println(JsonText.compact(node));
    }

    @Override
    public void close() {
        if (services != null) {
            services.close();
        }
        surroundings.out().flush();
        surroundings.err().flush();
    }
}
