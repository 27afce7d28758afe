// What the check of a query found, each with its place, code, sentence, and a fix to apply.

import { el } from "./dom.js";
import { words } from "./format.js";
import { foreign, plain } from "./names.js";
import { badge } from "./parts.js";
import { range } from "./squiggles.js";

const SEVERITIES = { error: "bad", warning: "warn", info: "plain" };

/** The findings as a list; checked is called after an edit. */
export function findingsPart({ findings, suggestedQuery, checkedAgainst }, edit, checked) {
    return [
        findings.length > 0 &&
            el(
                "ol.findings",
                {},
                findings.map((finding) => item(finding, edit, checked)),
            ),
        suggestedQuery !== undefined && findings.length > 1 && applyAll(suggestedQuery, edit, checked),
        against(checkedAgainst),
    ];
}

function item(finding, edit, checked) {
    return el(
        "li",
        {},
        el(
            "p.row",
            {},
            badge(finding.severity, SEVERITIES[finding.severity]),
            finding.line !== undefined && place(finding, edit),
            el("code.code", {}, finding.code),
            el("span.hint", {}, words(finding.rule)),
        ),
        el("p", {}, foreign(finding.message)),
        help(finding, edit, checked),
    );
}

function place(finding, edit) {
    const select = () => {
        const { start, end } = range(edit.text(), finding);
        edit.select(start, end);
    };
    return el("button.quiet", { type: "button", onclick: select }, `line ${finding.line}, column ${finding.column}`);
}

function help({ suggestions, fix }, edit, checked) {
    if (fix === undefined) {
        return (
            suggestions.length > 0 &&
            el(
                "p.hint",
                {},
                "Did you mean ",
                suggestions.map((each, at) => [at > 0 && ", ", el("code", {}, foreign(each))]),
                "?",
            )
        );
    }
    const apply = () => {
        edit.replace(fix.start, fix.end, fix.replacement);
        checked();
    };
    return el(
        "p.row",
        {},
        el("span", {}, "Use ", el("code", {}, foreign(fix.replacement))),
        el("button", { type: "button", onclick: apply, "aria-label": `Apply: ${plain(fix.replacement)}` }, "Apply"),
    );
}

function applyAll(query, edit, checked) {
    const apply = () => {
        edit.replace(0, edit.text().length, query);
        checked();
    };
    return el("p.row", {}, el("button", { type: "button", onclick: apply }, "Apply all fixes"));
}

function against(versions) {
    const tables = Object.entries(versions);
    return (
        tables.length > 0 &&
        el(
            "p.hint",
            {},
            "Checked against ",
            tables.map(([table, version], at) => [at > 0 && ", ", foreign(table), " " + version]),
        )
    );
}
