package dev.schemaregistry.server.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schemaregistry.error.RegistryException;
import dev.schemaregistry.model.SourceId;
import dev.schemaregistry.server.view.JsonText;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.watch.IntrospectionResult;
import dev.schemaregistry.watch.IntrospectionResult.Outcome;
import dev.schemaregistry.watch.WatchListener;
import dev.schemaregistry.watch.Watching;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Writes what a watcher does: a line of text, or of JSON, for each thing that happens. One call at a time. */
final class WatchLines implements WatchListener {
    private final Session session;
    private final PrintWriter out;

    WatchLines(Session session) {
        this.session = requireNonNull(session, "session");
        out = session.surroundings().out();
    }

    /** Whether somebody reads still. */
    boolean areRead() {
        return !out.checkError() && !System.out.checkError();
    }

    @Override
    public void watching(Watching watching) {
        String every = "every " + Times.words(watching.interval());
        write(
                event("watching", watching.source()),
                node -> {
                    node.put("push", watching.isPush());
                    node.put("interval", watching.interval().toString());
                    watching.withoutPush().ifPresent(why -> node.put("reason", why));
                },
                page -> page.line(
                        Span.dim(now()),
                        Span.bold(watching.source()),
                        Span.plain(
                                watching.isPush()
                                        ? "  watched by push, and " + every
                                        : "  watched " + every + " because "),
                        Span.plain(watching.withoutPush().orElse(""))));
    }

    @Override
    public void changed(IntrospectionResult result) {
        boolean first = result.acceptance()
                .filter(acceptance -> acceptance.source().revision() == 1)
                .isPresent();
        looked(first ? result : result.withoutWarnings());
    }

    /** One look, whatever came of it. */
    void looked(IntrospectionResult result) {
        ObjectNode node = Views.object();
        node.put("at", now().strip());
        node.put("event", result.outcome() == Outcome.FAILED ? "failing" : word(result.outcome()));
        node.setAll(Views.introspection(result));
        write(node, more -> {}, page -> new ResultLine(page, Span.dim(now())).show(result));
    }

    private static String word(Outcome outcome) {
        return outcome == Outcome.CHANGED ? "changed" : "unchanged";
    }

    @Override
    public void failing(SourceId source, RegistryException why) {
        write(
                event("failing", source),
                node -> node.set(
                        "error", Views.object().put("code", why.code().name()).put("message", why.getMessage())),
                page -> page.line(
                        Span.dim(now()),
                        Span.bad("✗ "),
                        Span.bold(source),
                        Span.plain("  " + why.getMessage() + "; it is tried again and again")));
    }

    @Override
    public void partial(SourceId source, String why) {
        write(
                event("partial", source),
                node -> node.put("reason", why),
                page -> page.line(
                        Span.dim(now()),
                        Span.warning("! "),
                        Span.bold(source),
                        Span.plain("  could be read only in part: " + why)));
    }

    @Override
    public void recovered(SourceId source) {
        write(
                event("recovered", source),
                node -> {},
                page -> page.line(
                        Span.dim(now()), Span.good("✓ "), Span.bold(source), Span.plain("  can be read whole again")));
    }

    @Override
    public void handedOver(SourceId source) {
        write(
                event("handed over", source),
                node -> {},
                page -> page.line(Span.dim(now()), Span.bold(source), Span.plain("  is left to another node")));
    }

    @Override
    public void forgotten(SourceId source) {
        write(
                event("forgotten", source),
                node -> {},
                page -> page.line(
                        Span.dim(now()), Span.bold(source), Span.plain("  is not registered any more, not watched")));
    }

    private ObjectNode event(String what, SourceId source) {
        return Views.object().put("at", now().strip()).put("event", what).put("source", source.value());
    }

    private String now() {
        return Times.moment(session.surroundings().clock().instant()) + "  ";
    }

    private void write(ObjectNode node, Consumer<ObjectNode> more, Consumer<Page> text) {
        if (session.isJson()) {
            more.accept(node);
            out.println(JsonText.compact(node));
        } else {
            text.accept(session.page());
        }
        out.flush();
    }
}
