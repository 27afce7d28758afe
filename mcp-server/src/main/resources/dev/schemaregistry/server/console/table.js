// One table: its fields, keys, indexes, comments, statistics, and what refers to it.

import { el, fill } from "./dom.js";
import { get, sourcePath, tablePath } from "./api.js";
import { bytes, number, time, words } from "./format.js";
import { fieldRows, fieldsTable } from "./fields.js";
import { foreign, name, names, sourceLink, sourceOf, tableLink, tableOf } from "./names.js";
import { badge, card, empty, facts, heading, load, table } from "./parts.js";
import { href } from "./router.js";
import { versionsPart } from "./versions.js";

const MOST = 1000;

export function tablePage({ element, subject, signal }) {
    const content = el("div");
    const versions = el("div");
    const path = el(
        "nav.crumbs",
        { "aria-label": "Path" },
        el("a", { href: href(["sources"]) }, "Catalogue"),
        " / ",
        sourceLink(sourceOf(subject)),
    );
    fill(element, path, heading(name(tableOf(subject))), content, versions);
    load(
        content,
        () => get(tablePath(subject), {}, signal),
        (answer) => shown(answer, signal),
    );
    load(
        versions,
        () => known(subject, signal),
        (all) => all.length > 0 && card("Versions", versionsPart(subject, all)),
    );
    return subject;
}

/** Also of a table that its source no longer has; of one that never was there is none. */
async function known(ref, signal) {
    try {
        return (await get(tablePath(ref, "versions"), { limit: MOST }, signal)).versions;
    } catch (failure) {
        if (failure.code === "UNKNOWN_TABLE") {
            return [];
        }
        throw failure;
    }
}

function shown(answer, signal) {
    const { ref, table: schema } = answer;
    const source = sourceOf(ref);
    const references = el("div");
    load(
        references,
        () => get(sourcePath(source, "relationships"), { table: tableOf(ref), steps: 1, limit: MOST }, signal),
        (near) => incoming(source, tableOf(ref), near),
    );
    return [
        schema.comment && el("p.lead", {}, foreign(schema.comment)),
        stale(answer.stale),
        tableFacts(answer),
        el(
            "p.row",
            {},
            el("a.button", { href: href(["diagram", source], { table: tableOf(ref) }) }, "Show in the diagram"),
        ),
        card("Fields", fieldsTable(fieldRows(schema))),
        card("Keys and references", keys(source, schema)),
        card("Referenced by", references),
        card("Indexes", indexes(schema)),
        schema.definition &&
            card(
                "Definition",
                el(
                    "pre.code",
                    { tabindex: "0", role: "region", "aria-label": "Definition" },
                    foreign(schema.definition),
                ),
            ),
    ];
}

function stale(part) {
    return part && el("p.state.warning", {}, "May be out of date since ", time(part.since), ": ", foreign(part.reason));
}

function tableFacts({ table: schema, version, createdAt, statistics = {} }) {
    return facts([
        ["Kind", words(schema.kind)],
        ["Version", [version, " ", el("span.hint", {}, "since ", time(createdAt))]],
        ["Fields", number(schema.fields.length)],
        ["Rows", statistics.rows === undefined ? undefined : number(statistics.rows)],
        ["Size", statistics.bytes === undefined ? undefined : bytes(statistics.bytes)],
        ["Schema", schema.provenance ? "inferred from a sample" : undefined],
        ["Counted", statistics.observedAt && time(statistics.observedAt)],
        ...Object.entries(statistics.others ?? {}).map(([key, value]) => [foreign(key), foreign(value)]),
    ]);
}

function keys(source, { primaryKey, uniqueKeys = [], foreignKeys = [], checks = [] }) {
    const rows = [
        ...(primaryKey ? [[badge("primary key", "key"), names(primaryKey.fields)]] : []),
        ...uniqueKeys.map((key) => [badge("unique"), names(key.fields)]),
        ...foreignKeys.map((key) => [badge("reference", "reference"), reference(source, key)]),
        ...checks.map((check) => [badge("check"), el("code", {}, foreign(check.expression))]),
    ];
    return rows.length === 0
        ? empty("This table has no keys that the source tells of.")
        : table("Keys", ["Kind", "What"], rows);
}

function reference(source, key) {
    return [
        names(key.fields),
        " → ",
        tableLink(source + "." + key.referencedTable, true),
        " (",
        names(key.referencedFields),
        ")",
        actions(key),
    ];
}

function actions({ onDelete, onUpdate }) {
    const told = [onDelete && `on delete ${words(onDelete)}`, onUpdate && `on update ${words(onUpdate)}`].filter(
        Boolean,
    );
    return told.length > 0 && el("span.hint", {}, " " + told.join(", "));
}

function indexes({ indexes: all = [] }) {
    return all.length === 0
        ? empty("This table has no indexes that the source tells of.")
        : table(
              "Indexes",
              ["Index", "On", "Method"],
              all.map((index) => [
                  [name(index.name), index.unique && [" ", badge("unique")]],
                  [
                      index.parts.map((part, at) => [at > 0 && ", ", indexPart(part)]),
                      index.predicate && [" where ", el("code", {}, foreign(index.predicate))],
                  ],
                  words(index.method ?? ""),
              ]),
          );
}

function indexPart(part) {
    if (typeof part === "string") {
        return name(part);
    }
    return [part.field ? name(part.field) : el("code", {}, foreign(part.expression)), part.descending && " descending"];
}

function incoming(source, own, { relationships }) {
    const keysIn = relationships.filter((key) => key.referencedTable === own);
    return keysIn.length === 0
        ? empty("No foreign key leads here.")
        : table(
              "Foreign keys that lead here",
              ["Table", "Fields", "Refers to"],
              keysIn.map((key) => [
                  tableLink(source + "." + key.table, true),
                  names(key.fields),
                  names(key.referencedFields),
              ]),
          );
}
