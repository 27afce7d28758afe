// The fields of a table as rows, those inside of documents below the one that holds them.

import { el } from "./dom.js";
import { percent, type, words } from "./format.js";
import { foreign, name } from "./names.js";
import { badge, table } from "./parts.js";

/** One row a field: the field, how deep it lies, and which keys it is part of. */
export function fieldRows(schema) {
    return schema.fields.flatMap((field) => nested(field, 0)).map((row) => ({ ...row, keys: keysOf(row, schema) }));
}

export function fieldsTable(rows) {
    return table("Fields", ["Field", "Type", "Nullable", "Default", "Comment"], rows.map(cells));
}

function nested(field, depth) {
    return [{ field, depth }, ...inner(field.type).flatMap((child) => nested(child, depth + 1))];
}

function inner(node) {
    if (node.kind === "struct") {
        return node.fields;
    }
    return node.kind === "array" ? inner(node.element) : [];
}

function keysOf({ field, depth }, { primaryKey, uniqueKeys = [], foreignKeys = [] }) {
    if (depth > 0) {
        return [];
    }
    const holds = (key) => key.fields.includes(field.name);
    return [
        primaryKey && holds(primaryKey) && ["primary key", "key"],
        uniqueKeys.some(holds) && ["unique", "plain"],
        foreignKeys.some(holds) && ["reference", "reference"],
    ].filter(Boolean);
}

function cells({ field, depth, keys }) {
    const label = el(
        "span.indented",
        {},
        name(field.name),
        keys.map(([text, kind]) => [" ", badge(text, kind)]),
    );
    label.style.setProperty("--depth", depth);
    return [
        label,
        typeCell(field),
        [
            field.nullable === false ? "no" : "yes",
            field.presence !== undefined && el("span.hint", {}, ` in ${percent(field.presence)}`),
        ],
        defaultCell(field),
        field.comment ? foreign(field.comment) : "",
    ];
}

function typeCell(field) {
    const neutral = type(field.type);
    const native = field.nativeType || neutral;
    const same = native.toLowerCase() === neutral;
    return [el("code", {}, foreign(native)), !same && el("span.hint", {}, " ", foreign(neutral))];
}

function defaultCell({ default: value, generation }) {
    if (generation !== undefined) {
        const { kind, expression } = typeof generation === "string" ? { kind: generation } : generation;
        return [words(kind), expression && [" ", el("code", {}, foreign(expression))]];
    }
    return value === undefined ? "" : el("code", {}, foreign(value));
}
