// What changed between two versions of a table, as a list that reads from old to new.

import { el, fill } from "./dom.js";
import { get, tablePath } from "./api.js";
import { change } from "./changes.js";
import { counted } from "./format.js";
import { name, sourceLink, sourceOf, tableLink, tableOf } from "./names.js";
import { badge, empty, heading, load } from "./parts.js";
import { href } from "./router.js";
import { compareForm } from "./versions.js";

const WEIGHTS = {
    major: ["bad", "Queries written before may fail."],
    minor: ["key", "Queries written before still work; there is more to ask for."],
    patch: ["plain", "Only words changed."],
};

export function diffPage({ element, subject, parameters, signal }) {
    const content = el("div");
    const choose = el("div");
    const from = parameters.get("from");
    const to = parameters.get("to");
    fill(
        element,
        el(
            "nav.crumbs",
            { "aria-label": "Path" },
            el("a", { href: href(["sources"]) }, "Catalogue"),
            " / ",
            sourceLink(sourceOf(subject)),
            " / ",
            tableLink(subject, true),
        ),
        heading(["Changes of ", name(tableOf(subject))]),
        choose,
        content,
    );
    load(
        choose,
        () => get(tablePath(subject, "versions"), { limit: 1000 }, signal),
        ({ versions }) =>
            compareForm(
                subject,
                versions.map(({ version }) => version),
                from,
                to,
            ),
    );
    load(content, () => get(tablePath(subject, "diff"), { from, to }, signal), shown);
    return `${subject} ${from} to ${to}`;
}

function shown({ from, to, bump, changes }) {
    if (changes.length === 0) {
        return empty(`Nothing differs between ${from} and ${to}.`);
    }
    const [kind, meaning] = WEIGHTS[bump] ?? ["plain", ""];
    return [
        el(
            "p.row",
            {},
            badge(bump, kind),
            el("span", {}, `${counted(changes.length, "change")} from ${from} to ${to}. ${meaning}`),
        ),
        el("ul.diff", { "aria-label": `Changes from ${from} to ${to}` }, changes.map(change)),
    ];
}
