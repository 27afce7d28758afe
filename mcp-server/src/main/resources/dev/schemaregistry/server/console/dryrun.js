// What the source itself says to a query that was not run.

import { el } from "./dom.js";
import { words } from "./format.js";
import { foreign } from "./names.js";
import { announce, badge, table } from "./parts.js";

const VERDICTS = { ACCEPTED: "good", REJECTED: "bad" };

export function dryRunPart({ verdict, columns = [], plan = [], text }) {
    announce(`Dry run: ${words(verdict)}`);
    return [
        el("p.row", {}, badge(words(verdict), VERDICTS[verdict] ?? "warn"), el("span.hint", {}, "not executed")),
        columns.length > 0 &&
            table(
                "Columns of the result",
                ["Column", "Type"],
                columns.map(({ name, type }) => [foreign(name), foreign(type ?? "")]),
            ),
        plan.length > 0 &&
            el("pre.code", { tabindex: "0", role: "region", "aria-label": "Plan" }, foreign(plan.join("\n"))),
        verdict !== "ACCEPTED" &&
            el("pre.code", { tabindex: "0", role: "region", "aria-label": "Answer" }, foreign(text)),
    ];
}
