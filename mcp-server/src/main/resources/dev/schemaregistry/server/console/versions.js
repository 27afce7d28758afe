// The versions of a table: a list with what to compare each to, and a form that compares any two.

import { el } from "./dom.js";
import { number, time } from "./format.js";
import { badge, table } from "./parts.js";
import { go, href } from "./router.js";

/** Newest first; each links to what changed since the one before. */
export function versionsPart(ref, all) {
    const rows = all.map((version, at) => row(ref, version, all[at - 1])).reverse();
    return [
        table("Versions", ["Version", "Since", "Changes"], rows),
        all.length > 1 &&
            compareForm(
                ref,
                all.map(({ version }) => version),
                all.at(-2).version,
                all.at(-1).version,
            ),
    ];
}

function row(ref, { version, removed, createdAt }, before) {
    return [
        [version, removed && [" ", badge("removed", "bad")]],
        time(createdAt),
        before
            ? el("a", { href: diffHref(ref, before.version, version) }, `What changed since ${before.version}`)
            : "first version",
    ];
}

/** Chooses two versions and goes to what changed between them. */
export function compareForm(ref, versions, from, to) {
    const left = choice("compare-from", versions, from);
    const right = choice("compare-to", versions, to);
    const submit = (event) => {
        event.preventDefault();
        go(diffHref(ref, left.value, right.value));
    };
    return el(
        "form.row.compare",
        { onsubmit: submit, "aria-label": "Compare two versions" },
        el("label", { for: left.id }, "From"),
        left,
        el("label", { for: right.id }, "to"),
        right,
        el("button", { type: "submit" }, "Compare"),
        el("span.hint", {}, `${number(versions.length)} versions`),
    );
}

function choice(id, versions, chosen) {
    return el(
        "select",
        { id },
        versions.map((version) => el("option", { value: version, selected: version === chosen }, version)),
    );
}

function diffHref(ref, from, to) {
    return href(["tables", ref, "diff"], { from, to });
}
