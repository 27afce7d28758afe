// A long list: a box that filters it, and a button for more.

import { el, fill } from "./dom.js";
import { counted, number } from "./format.js";
import { announce, empty, load, table } from "./parts.js";
import { note } from "./router.js";

const PAGE = 50;
const PAUSE_MILLIS = 200;

/**
 * The list as an element.
 *
 * what: the noun, whose plural is the key in the answer; address: the page's; fetch: asks for a page with given parameters; row: the
 * cells of an item; none: what is shown where there is nothing at all.
 */
export function listing({ what, address, parameters, fetch, columns, row, none }) {
    const results = el("div");
    const box = el("input", {
        id: "filter",
        type: "search",
        value: parameters.get("contains") ?? "",
        autocomplete: "off",
        spellcheck: "false",
    });
    const ask = (after) => fetch({ limit: PAGE, contains: box.value, after });
    let waiting = 0;

    function restart() {
        note(address, { contains: box.value });
        load(
            results,
            () => ask(undefined),
            (page) => shown(page, []),
        );
    }

    function shown(page, before) {
        const items = [...before, ...page[what + "s"]];
        const found = counted(page.total, what);
        announce(box.value === "" ? found : `${found} with “${box.value}” in the name`);
        if (items.length === 0) {
            return box.value === "" ? none() : empty(`No ${what} has “${box.value}” in its name.`);
        }
        return [
            el("p.count", {}, items.length === page.total ? found : `${number(items.length)} of ${found}`),
            table(`List of ${what}s`, columns, items.map(row)),
            page.next && more(page, items),
        ];
    }

    function more(page, items) {
        const place = el("div.more");
        const next = () =>
            load(
                place,
                () => ask(page.next),
                (answer) => {
                    fill(results, shown(answer, items));
                    results.querySelectorAll("tbody tr")[items.length]?.querySelector("a")?.focus();
                    return [];
                },
            );
        const count = Math.min(PAGE, page.total - items.length);
        return fill(place, el("button", { type: "button", onclick: next }, `Show ${number(count)} more`));
    }

    box.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(restart, PAUSE_MILLIS);
    });
    restart();
    return el(
        "section",
        { "aria-label": `All ${what}s` },
        el("div.field.filter", {}, el("label", { for: "filter" }, `Filter ${what}s by name`), box),
        results,
    );
}
