// Shows names and comments of sources. They are strangers' text: what is invisible or turns the direction is made visible.

import { el } from "./dom.js";
import { href } from "./router.js";

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const PARTS = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}])/u;

function code(character) {
    return "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

/** Where only a text will do: a title, an option. */
export function plain(text) {
    return text
        .split(PARTS)
        .map((part) => (INVISIBLE.test(part) ? `⟨${code(part)}⟩` : part))
        .join("");
}

/** A text that stands alone between its neighbours, whichever way it is written; it may have lines. */
export function foreign(text) {
    return isolated("text", text, "\n\t");
}

/** A name of a source, table or field; one that breaks the line shows that too. */
export function name(text) {
    return isolated("name", text, "");
}

/** Several, with commas. */
export function names(all) {
    return all.map((each, at) => [at > 0 && ", ", name(each)]);
}

function isolated(kind, text, kept) {
    const parts = text.split(PARTS).filter((part) => part !== "");
    return el(
        "bdi." + kind,
        {},
        parts.map((part) => (INVISIBLE.test(part) && !kept.includes(part) ? sign(part) : part)),
    );
}

function sign(character) {
    return el("span.invisible", { title: "invisible character" }, code(character));
}

export function sourceOf(ref) {
    return ref.slice(0, ref.indexOf("."));
}

export function tableOf(ref) {
    return ref.slice(ref.indexOf(".") + 1);
}

export function sourceLink(id) {
    return el("a", { href: href(["sources", id]) }, name(id));
}

/** To the page of source.table; shown by its table's name alone where the source is known anyway. */
export function tableLink(ref, alone = false) {
    return el("a", { href: href(["tables", ref]) }, name(alone ? tableOf(ref) : ref));
}
