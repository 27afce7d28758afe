package dev.schemaregistry.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.schemaregistry.server.view.Counted;
import dev.schemaregistry.server.view.Views;
import dev.schemaregistry.store.jdbc.Soundness;

/** Tells what a look through a whole registry found. */
record SoundnessPage(Soundness soundness) {

    ObjectNode json() {
        ObjectNode node = Views.object()
                .put("sound", soundness.isSound())
                .put("registry", soundness.registry())
                .put("tablesVersion", soundness.tablesVersion())
                .put("sources", soundness.sources())
                .put("versions", soundness.versions())
                .put("lastSequence", soundness.lastSequence());
        node.set("findings", Views.array(soundness.findings(), TextNode::valueOf));
        return node;
    }

    void show(Page page) {
        page.line(
                soundness.isSound() ? Span.good("✓ sound  ") : Span.bad("✗ not sound  "),
                Span.bold(soundness.registry()),
                Span.plain("  " + content()));
        soundness.findings().forEach(finding -> page.line(Span.warning("  ! "), Span.plain(finding)));
    }

    /** How much there is. */
    String content() {
        return Counted.of(soundness.sources(), "source") + ", " + Counted.of(soundness.versions(), "version")
                + " of tables, up to event " + soundness.lastSequence();
    }
}
