// The playground for queries: checked against the stored schema while typing, tried at the source when asked.

import { el, fill } from "./dom.js";
import { post } from "./api.js";
import { dryRunPart } from "./dryrun.js";
import { editor } from "./editor.js";
import { findingsPart } from "./findings.js";
import { counted } from "./format.js";
import { announce, badge, card, empty, field, heading, load } from "./parts.js";
import { note } from "./router.js";
import { sourceChoice } from "./sources.js";

const PAUSE_MILLIS = 400;
const VERDICTS = { accept: "good", reject: "bad" };

export function validatePage({ element, parameters, signal }) {
    const content = el("div");
    fill(
        element,
        heading("Validate", "Checks a query against the stored schema, without contacting the source."),
        content,
    );
    load(
        content,
        () => sourceChoice(parameters.get("source"), signal),
        (source) =>
            source === undefined
                ? empty("No source is registered yet, so there is nothing to check against.")
                : playground(source, parameters.get("query") ?? "", signal),
    );
    return "Validate";
}

function playground(source, query, signal) {
    const findings = el("div");
    const dryRun = el("div");
    const edit = editor(query, changed);
    let waiting = 0;
    let said = "";

    function changed() {
        clearTimeout(waiting);
        waiting = setTimeout(check, PAUSE_MILLIS);
    }

    function check() {
        clearTimeout(waiting);
        const asked = edit.text();
        note(["validate"], { source: source.value, query: asked });
        fill(dryRun, el("p.hint", {}, "Not asked yet."));
        if (asked.trim() === "") {
            load(
                findings,
                () => [],
                () => empty("Write a query to see what is wrong with it."),
            );
            return;
        }
        const ask = () => post("validate", { source: source.value, query: asked }, signal);
        load(findings, ask, (report) => (asked === edit.text() ? shown(report) : undefined));
    }

    function shown(report) {
        edit.mark(report.findings);
        const count = report.findings.length === 0 ? "nothing found" : counted(report.findings.length, "finding");
        tell(`${report.verdict}: ${count}`);
        return [
            el(
                "p.row",
                {},
                badge(report.verdict, VERDICTS[report.verdict] ?? "warn"),
                el("span", {}, count),
                el("span.hint", {}, `schema ${report.version}`),
            ),
            findingsPart(report, edit, check),
        ];
    }

    /** Not at every pause while somebody types. */
    function tell(sentence) {
        if (sentence !== said) {
            announce(sentence);
            said = sentence;
        }
    }

    function tryAtSource() {
        load(dryRun, () => post("dry-run", { source: source.value, query: edit.text() }, signal), dryRunPart);
    }

    source.addEventListener("change", check);
    edit.element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            check();
        }
    });
    check();
    return [
        el("div.controls", {}, field("Source", source)),
        el("div.field", {}, el("label", { for: edit.id }, "Query"), edit.element),
        el(
            "p.row",
            {},
            el("button.main", { type: "button", onclick: check }, "Check"),
            el("button", { type: "button", onclick: tryAtSource }, "Dry run"),
            el("span.hint", {}, "A dry run asks the source for its plan; nothing is run. Ctrl + Enter checks."),
        ),
        el("div.columns", {}, card("Findings", findings), card("Dry run", dryRun)),
    ];
}
