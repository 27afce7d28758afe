// The catalogue: sources, and the tables of one, filtered and page by page.

import { el, fill } from "./dom.js";
import { get, sourcePath } from "./api.js";
import { number, time, words } from "./format.js";
import { listing } from "./listing.js";
import { foreign, name, sourceLink, tableLink } from "./names.js";
import { badge, empty, facts, heading, load } from "./parts.js";
import { href } from "./router.js";

export function sourcesPage({ element, parameters, signal }) {
    const list = listing({
        what: "source",
        address: ["sources"],
        parameters,
        fetch: (query) => get("sources", query, signal),
        columns: ["Source", "Type", "Tables", "Version", "State", "Seen", "Description"],
        row: sourceRow,
        none: () =>
            empty(
                "No source is registered yet.",
                el("p.hint", {}, "Add one with: ", el("code", {}, "schema-registry sources add")),
            ),
    });
    fill(element, heading("Catalogue", "Every source this registry knows. Choose one to see its tables."), list);
    return "Catalogue";
}

export function sourcePage({ element, subject, parameters, signal }) {
    const content = el("div");
    fill(element, crumbs(), heading(name(subject)), content);
    load(
        content,
        () => get(sourcePath(subject), {}, signal),
        (source) => [sourceFacts(source), tableList(subject, parameters, signal)],
    );
    return subject;
}

function tableList(subject, parameters, signal) {
    return listing({
        what: "table",
        address: ["sources", subject],
        parameters,
        fetch: (query) => get(sourcePath(subject, "tables"), query, signal),
        columns: ["Table", "Kind", "Fields", "Rows", "Version", "Comment"],
        row: tableRow,
        none: () => empty("No table has been read from this source yet."),
    });
}

function crumbs() {
    return el("nav.crumbs", { "aria-label": "Path" }, el("a", { href: href(["sources"]) }, "Catalogue"));
}

function sourceFacts(source) {
    return [
        source.description && el("p.lead", {}, foreign(source.description)),
        facts([
            ["Type", foreign(source.engine ?? source.type)],
            ["Version", source.version],
            ["State", stateBadge(source.health.status)],
            ["Seen", source.health.lastSeen && time(source.health.lastSeen)],
        ]),
        el(
            "p.row",
            {},
            el("a.button", { href: href(["diagram", source.id]) }, "Diagram"),
            el("a.button", { href: href(["validate"], { source: source.id }) }, "Check a query"),
        ),
    ];
}

function sourceRow(source) {
    return [
        sourceLink(source.id),
        source.type,
        number(source.tables),
        source.version ?? "–",
        stateBadge(source.health.status),
        source.health.lastSeen ? time(source.health.lastSeen) : "never",
        source.description ? foreign(source.description) : "",
    ];
}

function tableRow(line) {
    const rows = line.statistics?.rows;
    return [
        tableLink(line.ref, true),
        words(line.kind),
        number(line.fields),
        rows === undefined ? "–" : number(rows),
        line.version,
        line.comment ? foreign(line.comment) : "",
    ];
}

export function stateBadge(status) {
    const kind = { ok: "good", partial: "warn", unreachable: "bad" }[status] ?? "plain";
    return badge(words(status), kind);
}
