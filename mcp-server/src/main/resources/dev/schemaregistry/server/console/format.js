// Types, times and numbers as people read them.

import { el } from "./dom.js";

const NUMBERS = new Intl.NumberFormat("en");
const TIMES = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const AGO = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
];

export function number(value) {
    return NUMBERS.format(value);
}

/** For example "1 table" and "2 tables". */
export function counted(count, noun) {
    return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

export function percent(share) {
    return Math.round(share * 100) + " %";
}

export function bytes(count) {
    const [unit, size] = [
        ["GB", 1e9],
        ["MB", 1e6],
        ["kB", 1e3],
    ].find(([, least]) => count >= least) ?? ["B", 1];
    return `${number(Math.round((count / size) * 10) / 10)} ${unit}`;
}

/** How long ago, with the exact time behind it. */
export function time(instant) {
    const at = new Date(instant);
    return el("time", { datetime: instant, title: TIMES.format(at) }, ago(at));
}

function ago(at) {
    const seconds = Math.round((Date.now() - at.getTime()) / 1000);
    const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? [];
    return unit ? AGO.format(-Math.floor(seconds / size), unit) : "just now";
}

/** A constant's name as words. */
export function words(constant) {
    return String(constant).toLowerCase().replaceAll("_", " ");
}

/** A neutral type in one line, such as decimal(10,2) or array<string>. */
export function type(node) {
    if (typeof node === "string") {
        return words(node);
    }
    switch (node.kind) {
        case "enum":
            return `enum<${node.labels.join("|")}>`;
        case "array":
            return `array<${type(node.element)}>`;
        case "struct":
            return "struct";
        case "map":
            return `map<${type(node.key)}, ${type(node.value)}>`;
        case "union":
            return node.members.map(type).join(" or ");
        case "vector":
            return vector(node);
        case "native":
            return node.name;
        default:
            return words(node.kind) + measures([node.length ?? node.precision, node.scale]);
    }
}

function vector({ dimension, distance, sparse }) {
    return [sparse ? "sparse vector" : "vector" + measures([dimension]), distance].filter(Boolean).join(" ");
}

function measures(values) {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? "" : `(${known.join(",")})`;
}
