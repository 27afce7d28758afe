package dev.schemaregistry.server.cli;

import dev.schemaregistry.event.RegistryEvent;
import dev.schemaregistry.registry.Acceptance;
import dev.schemaregistry.server.view.ChangeText;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.watch.IntrospectionResult;
import java.util.List;

/** Tells how the introspection of a source went. */
record ResultLine(Page page, Span start) {
    private static final int SHOWN = 10;

    ResultLine(Page page) {
        this(page, Span.plain(""));
    }

    void show(IntrospectionResult result) {
        String id = result.source().value();
        String took = "  (" + Times.words(result.took()) + ")";
        switch (result.outcome()) {
            case CHANGED, UNCHANGED -> result.acceptance().ifPresent(acceptance -> accepted(id, acceptance, took));
            case NOT_MOVED ->
                page.line(start, Span.good("✓ "), Span.bold(id), Span.plain("  not moved"), Span.dim(took));
            case FAILED ->
                page.line(
                        start,
                        Span.bad("✗ "),
                        Span.bold(id),
                        Span.plain("  "
                                + result.failure().map(Throwable::getMessage).orElse("failed")),
                        Span.dim(took));
        }
        if (result.profiled() > 0) {
            page.line(
                    Span.dim("    " + Counted.of(result.profiled(), "field") + " with values that questions may name"));
        }
        result.warnings().forEach(warning -> page.line(Span.warning("  ! "), Span.plain(warning)));
    }

    private void accepted(String id, Acceptance acceptance, String took) {
        String what = "  " + Counted.of(acceptance.tables(), "table") + ", version "
                + acceptance.source().version();
        if (!acceptance.changed()) {
            page.line(start, Span.good("✓ "), Span.bold(id), Span.plain(what + ", no change"), Span.dim(took));
            return;
        }
        page.line(
                start,
                Span.good("✓ "),
                Span.bold(id),
                Span.plain(what + "  "),
                acceptance.source().revision() == 1 ? Span.good("first reading") : Bumps.span(acceptance.bump()),
                Span.dim(took));
        if (acceptance.source().revision() > 1) {
            changes(acceptance.events());
        }
    }

    private void changes(List<RegistryEvent> events) {
        for (RegistryEvent event : events.subList(0, Math.min(SHOWN, events.size()))) {
            if (event instanceof RegistryEvent.TableChanged change) {
                page.line(
                        Span.plain("    " + change.ref().table().text() + " " + change.version() + "  "),
                        Bumps.span(change.bump()));
                change.changes().forEach(one -> page.line("      " + ChangeText.of(one)));
            }
        }
        if (events.size() > SHOWN) {
            page.line(Span.dim("    … and " + (events.size() - SHOWN) + " more; see schema-registry changes"));
        }
    }
}
