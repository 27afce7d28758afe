// What every page is made of: headings, tables, states of waiting, emptiness and failure.

import { el, fill } from "./dom.js";
import { foreign, plain } from "./names.js";

/** Who asked last for an element's content; what others asked for before comes too late. */
const turns = new WeakMap();

/** Says something to those who do not see the page change. */
export function announce(sentence) {
    document.getElementById("announcer").textContent = plain(sentence);
}

/** The top of a page; its heading takes the focus when the page is opened. */
export function heading(title, lead, ...more) {
    return el("div.heading", {}, el("h1", { tabindex: "-1" }, title), lead && el("p.lead", {}, lead), more);
}

export function card(title, ...children) {
    const id = "card-" + title.toLowerCase().replaceAll(/\W+/g, "-");
    return el("section.card", { "aria-labelledby": id }, el("h2", { id }, title), children);
}

export function badge(text, kind = "plain") {
    return el("span.badge." + kind, {}, text);
}

export function empty(sentence, ...more) {
    return el("div.state.empty", {}, el("p", {}, sentence), more);
}

export function problem(failure, again) {
    return el(
        "div.state.problem",
        { role: "alert" },
        el("p", {}, foreign(failure.message), " ", failure.code && el("code.code", {}, failure.code)),
        again && el("p", {}, el("button", { type: "button", onclick: again }, "Try again")),
    );
}

/** A table that scrolls by itself where it is too wide; columns are texts, rows are lists of cells. */
export function table(caption, columns, rows) {
    return el(
        "div.scroll",
        { role: "group", "aria-label": caption, tabindex: "0" },
        el(
            "table",
            {},
            el("caption.unseen", {}, caption),
            el(
                "thead",
                {},
                el(
                    "tr",
                    {},
                    columns.map((column) => el("th", { scope: "col" }, column)),
                ),
            ),
            el(
                "tbody",
                {},
                rows.map((cells) =>
                    el(
                        "tr",
                        {},
                        cells.map((cell) => el("td", {}, cell)),
                    ),
                ),
            ),
        ),
    );
}

/** Pairs of a word and what it stands for. */
export function facts(pairs) {
    return el(
        "dl.facts",
        {},
        pairs
            .filter(([, value]) => value !== undefined && value !== null)
            .map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))),
    );
}

export function field(label, control, hint) {
    return el(
        "div.field",
        {},
        el("label", { for: control.id }, label),
        control,
        hint && el("p.hint", { id: control.id + "-hint" }, hint),
    );
}

/**
 * Fills an element with what is fetched: first a sign of waiting, or what was there before, dimmed; then what show makes of the
 * answer, or the problem with a way to try again. Where show gives undefined the answer came too late, and another is waited for.
 */
export async function load(element, fetching, show) {
    const turn = {};
    turns.set(element, turn);
    element.setAttribute("aria-busy", "true");
    if (element.childElementCount === 0) {
        fill(element, el("p.state.waiting", {}, "Loading…"));
    }
    const parts = await answered(fetching, show, () => load(element, fetching, show));
    if (turns.get(element) === turn && parts !== undefined) {
        element.removeAttribute("aria-busy");
        fill(element, parts);
    }
}

async function answered(fetching, show, again) {
    try {
        return show(await fetching());
    } catch (failure) {
        return failure.name === "AbortError" ? undefined : problem(failure, again);
    }
}
