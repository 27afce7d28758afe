// Draws arranged tables and the foreign keys between them; each table is a link, reached by Tab once and then by arrow keys.

import { svg } from "./dom.js";
import { arrange } from "./arrange.js";
import { counted } from "./format.js";
import { plain } from "./names.js";

const WIDTH = 156;
const HEIGHT = 44;
const ACROSS = 216;
const DOWN = 60;
const MARGIN = 16;
/** Room on the right for lines that turn back. */
const TURN = 32;
const LONGEST = 18;

/** The drawing of { tables, relationships }, where center is the name of the chosen table and address gives a table's link. */
export function drawing({ tables, relationships }, { nameOf, center, address, label }) {
    const names = tables.map(nameOf);
    const places = positions(arrange(names, relationships));
    const wide = Math.max(...[...places.values()].map(({ x }) => x)) + WIDTH + TURN + MARGIN;
    const high = Math.max(...[...places.values()].map(({ y }) => y)) + HEIGHT + MARGIN;
    const lines = relationships.map((key) => line(key, places));
    const nodes = tables.map((table) => node(table, { name: nameOf(table), places, center, address, relationships }));
    wireFocus(nodes, lines, places, center);
    return svg(
        "svg",
        { width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, role: "group", "aria-label": label },
        svg(
            "defs",
            {},
            svg(
                "marker",
                { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
                svg("path.tip", { d: "M0,0 L8,4 L0,8 z" }),
            ),
        ),
        svg(
            "g",
            { "aria-hidden": "true" },
            lines.map(({ element }) => element),
        ),
        svg(
            "g",
            {},
            nodes.map(({ element }) => element),
        ),
    );
}

function positions(columns) {
    const tallest = Math.max(...columns.map((column) => column.length));
    return new Map(
        columns.flatMap((column, across) =>
            column.map((name, at) => [
                name,
                { x: MARGIN + across * ACROSS, y: MARGIN + (at + (tallest - column.length) / 2) * DOWN },
            ]),
        ),
    );
}

function line({ table, referencedTable, fields, referencedFields }, places) {
    const from = places.get(table);
    const to = places.get(referencedTable);
    const title = svg(
        "title",
        {},
        plain(`${table} (${fields.join(", ")}) → ${referencedTable} (${referencedFields.join(", ")})`),
    );
    return {
        table,
        referencedTable,
        element: svg("path.line", { d: curve(from, to), "marker-end": "url(#tip)" }, title),
    };
}

function curve(from, to) {
    const y1 = from.y + HEIGHT / 2;
    const y2 = to.y + HEIGHT / 2;
    if (from.x < to.x) {
        const bend = (to.x - from.x - WIDTH) / 2;
        return `M${from.x + WIDTH},${y1} C${from.x + WIDTH + bend},${y1} ${to.x - bend},${y2} ${to.x},${y2}`;
    }
    const out = Math.max(from.x, to.x) + WIDTH + TURN * 1.3;
    return `M${from.x + WIDTH},${y1 - 6} C${out},${y1 - 6} ${out},${y2 + 6} ${to.x + WIDTH},${y2 + 6}`;
}

function node(table, { name, places, center, address, relationships }) {
    const { x, y } = places.get(name);
    const text = plain(name);
    const leads = relationships.filter((key) => key.table === name).map((key) => key.referencedTable);
    const led = relationships.filter((key) => key.referencedTable === name).map((key) => key.table);
    const told = [
        leads.length > 0 && "refers to " + leads.map(plain).join(", "),
        led.length > 0 && "referred to by " + led.map(plain).join(", "),
    ];
    const element = svg(
        name === center ? "a.node.center" : "a.node",
        { href: address(table), tabindex: "-1", "aria-description": told.filter(Boolean).join("; ") },
        text.length > LONGEST && svg("title", {}, text),
        svg("rect", { x, y, width: WIDTH, height: HEIGHT, rx: 7 }),
        svg("text.label", { x: x + 12, y: y + 19 }, text.length > LONGEST ? text.slice(0, LONGEST - 1) + "…" : text),
        svg("text.more", { x: x + 12, y: y + 35 }, counted(table.fields, "field")),
    );
    return { name, element };
}

/** One node is in the order of Tab; arrow keys go to the nearest one in their direction. A node's lines stand out with it. */
function wireFocus(nodes, lines, places, center) {
    const start = nodes.find(({ name }) => name === center) ?? nodes[0];
    start.element.setAttribute("tabindex", "0");
    for (const { name, element } of nodes) {
        const touching = lines.filter((each) => each.table === name || each.referencedTable === name);
        const light = (on) => touching.forEach((each) => each.element.classList.toggle("lit", on));
        ["focus", "mouseenter"].forEach((event) => element.addEventListener(event, () => light(true)));
        ["blur", "mouseleave"].forEach((event) => element.addEventListener(event, () => light(false)));
        element.addEventListener("keydown", (event) => {
            const next = nearest(name, event.key, nodes, places);
            if (next !== undefined) {
                event.preventDefault();
                element.setAttribute("tabindex", "-1");
                next.element.setAttribute("tabindex", "0");
                next.element.focus();
            }
        });
    }
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nearest(name, key, nodes, places) {
    const [dx, dy] = DIRECTIONS[key] ?? [0, 0];
    const from = places.get(name);
    const ahead = nodes
        .map((node) => ({ node, x: places.get(node.name).x - from.x, y: places.get(node.name).y - from.y }))
        .filter(({ x, y }) => x * dx + y * dy > 0)
        .sort((one, other) => cost(one, dx) - cost(other, dx));
    return ahead[0]?.node;
}

/** What lies aside counts double, so that a column is walked before the next. */
function cost({ x, y }, dx) {
    return dx === 0 ? Math.abs(y) + 2 * Math.abs(x) : Math.abs(x) + 2 * Math.abs(y);
}
