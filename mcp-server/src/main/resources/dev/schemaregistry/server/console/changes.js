// One change of a schema as a line of a diff: a sign with its word, what it is about, and both sides.

import { el } from "./dom.js";
import { type, words } from "./format.js";
import { foreign, name } from "./names.js";

const SIGNS = { added: "+", removed: "−", changed: "~" };
const WHOLE = {
    table_added: ["added", "Table", ({ added }) => [`${added.fields.length} fields`]],
    table_removed: ["removed", "Table", () => []],
    table_renamed: ["changed", "Table renamed", ({ from, table }) => sides(name(from), name(table))],
    field_added: ["added", "Field", ({ field }) => [name(field.name), " ", fieldText(field)]],
    field_removed: ["removed", "Field", ({ field }) => [name(field.name), " ", fieldText(field)]],
    field_renamed: ["changed", "Field renamed", ({ from, to }) => sides(name(from), name(to))],
    field_changed: ["changed", "Field", ({ from, to }) => [name(to.name), " ", fieldSides(from, to)]],
};

const FACETS = {
    type: (field) => type(field.type),
    "written as": (field) => field.nativeType ?? "",
    nullable: (field) => (field.nullable === false ? "no" : "yes"),
    default: (field) => field.default ?? "none",
    generated: (field) => JSON.stringify(field.generation ?? "no"),
    comment: (field) => field.comment ?? "none",
};

export function change(node) {
    const [kind, what, parts] = WHOLE[node.change] ? whole(node) : facet(node);
    return el(
        "li." + kind,
        {},
        el("span.sign", { "aria-hidden": "true" }, SIGNS[kind]),
        el("span.unseen", {}, kind + ": "),
        el("span.what", {}, what),
        " ",
        el("span.parts", {}, parts),
    );
}

function whole(node) {
    const [kind, what, parts] = WHOLE[node.change];
    return [kind, what, parts(node)];
}

/** Keys, indexes, comments and the like: there, gone, or different. */
function facet({ change: kind, key, from, to }) {
    const what = words(kind.replace(/_changed$/, ""));
    const label = [what[0].toUpperCase() + what.slice(1), key && [" ", name(key)]];
    if (from === undefined) {
        return ["added", label, [value(to)]];
    }
    return to === undefined ? ["removed", label, [value(from)]] : ["changed", label, sides(value(from), value(to))];
}

function sides(from, to) {
    return [
        el("del", {}, from),
        el("span.unseen", {}, " became "),
        el("span.arrow", { "aria-hidden": "true" }, " → "),
        el("ins", {}, to),
    ];
}

/** What differs of a field, facet by facet. */
function fieldSides(from, to) {
    const told = Object.entries(FACETS).filter(([, of]) => of(from) !== of(to));
    return told.length === 0
        ? "facts that only its source knows"
        : told.map(([facet, of], at) => [at > 0 && "; ", facet, " ", sides(code(of(from)), code(of(to)))]);
}

function fieldText({ type: node, nullable, default: value }) {
    const told = [type(node), nullable === false && "not null", value !== undefined && `default ${value}`];
    return code(told.filter(Boolean).join(", "));
}

function code(text) {
    return el("code", {}, foreign(text));
}

function value(node) {
    if (typeof node === "string") {
        return code(node);
    }
    const { name: own, fields, parts, referencedTable, referencedFields, expression } = node;
    const told = [
        own,
        (fields ?? parts?.map((part) => (typeof part === "string" ? part : (part.field ?? part.expression))))?.join(
            ", ",
        ),
        referencedTable && `→ ${referencedTable} (${referencedFields.join(", ")})`,
        expression,
    ];
    return code(told.filter(Boolean).join(" ") || JSON.stringify(node));
}
