// The diagram of a source's foreign keys: all of it, or what is near to one table; the same as a list below.

import { el, fill } from "./dom.js";
import { get, sourcePath } from "./api.js";
import { drawing } from "./drawing.js";
import { counted, number } from "./format.js";
import { names, tableLink, tableOf } from "./names.js";
import { announce, card, empty, field, heading, load, table } from "./parts.js";
import { go, href, note } from "./router.js";
import { sourceChoice } from "./sources.js";

const AMOUNTS = ["30", "60", "120", "300"];

export async function diagramPage({ element, subject, parameters, signal }) {
    const controls = el("div");
    const content = el("div");
    fill(
        element,
        heading("Diagram", "Tables and the foreign keys between them. References point to the right."),
        controls,
        content,
    );
    load(
        controls,
        () => sourceChoice(subject, signal),
        (choice) => {
            if (choice === undefined) {
                return empty("No source is registered yet, so there is nothing to draw.");
            }
            return form(choice, parameters, (chosen) => show(content, chosen, signal));
        },
    );
    return subject === undefined ? "Diagram" : `Diagram of ${subject}`;
}

function form(source, parameters, draw) {
    const around = el("input", {
        id: "around",
        value: parameters.get("table") ?? "",
        placeholder: "all tables",
        autocomplete: "off",
        spellcheck: "false",
        list: "tables",
    });
    const known = el("datalist", { id: "tables" });
    const steps = select("steps", ["1", "2", "3"], parameters.get("steps") ?? "2");
    const amount = select("amount", AMOUNTS, parameters.get("limit") ?? "60");
    const chosen = () => ({
        source: source.value,
        table: around.value.trim(),
        steps: steps.value,
        limit: amount.value,
    });
    const redraw = () => draw(chosen());
    const suggest = async () => {
        const page = await get(sourcePath(source.value, "tables"), { contains: around.value, limit: 20 });
        fill(
            known,
            page.tables.map(({ ref }) => el("option", { value: tableOf(ref) })),
        );
    };
    around.addEventListener("input", suggest);
    [around, steps, amount].forEach((control) => control.addEventListener("change", redraw));
    source.addEventListener("change", () => go(href(["diagram", source.value])));
    redraw();
    return el(
        "form.controls",
        {
            onsubmit: (event) => {
                event.preventDefault();
                redraw();
            },
        },
        field("Source", source),
        field("Around table", around),
        known,
        field("Steps from there", steps),
        field("At most", amount),
    );
}

function select(id, values, chosen) {
    return el(
        "select",
        { id },
        values.map((value) => el("option", { value, selected: value === chosen }, value)),
    );
}

function show(content, { source, table: center, steps, limit }, signal) {
    note(["diagram", source], {
        table: center,
        steps: center && steps !== "2" && steps,
        limit: limit !== "60" && limit,
    });
    const ask = { table: center, steps: center && steps, limit };
    load(
        content,
        () => get(sourcePath(source, "relationships"), ask, signal),
        (near) => shown(source, center, near),
    );
}

function shown(source, center, near) {
    const { tables, relationships, total } = near;
    if (relationships.length === 0 && tables.length < 2) {
        return empty(
            center ? "No foreign key starts or ends at this table." : "No table of this source has a foreign key.",
        );
    }
    const count =
        tables.length === total
            ? counted(total, "table")
            : `${number(tables.length)} of ${counted(total, "table")}, nearest first`;
    const sentence = `${count}, ${counted(relationships.length, "foreign key")}`;
    announce(sentence);
    const middle = center && tables.find(({ ref }) => tableOf(ref) === center)?.ref;
    const picture = drawing(near, {
        nameOf: ({ ref }) => tableOf(ref),
        center,
        address: ({ ref }) =>
            ref === middle ? href(["tables", ref]) : href(["diagram", source], { table: tableOf(ref) }),
        label: `Foreign keys of ${source}: ${sentence}. Arrow keys move between tables. The list below says the same.`,
    });
    const frame = el("div.drawing", {}, picture);
    requestAnimationFrame(() => frame.querySelector(".center")?.scrollIntoView({ block: "nearest", inline: "center" }));
    return [
        el(
            "p.count",
            {},
            sentence,
            middle && [". Around ", tableLink(middle, true)],
            tables.length < total && !center && ". Choose a table to see what is near to it.",
        ),
        frame,
        card("As a list", list(source, relationships)),
    ];
}

function list(source, relationships) {
    return table(
        "Foreign keys",
        ["Table", "Fields", "Refers to", "Its fields"],
        relationships.map((key) => [
            tableLink(source + "." + key.table, true),
            names(key.fields),
            tableLink(source + "." + key.referencedTable, true),
            names(key.referencedFields),
        ]),
    );
}
