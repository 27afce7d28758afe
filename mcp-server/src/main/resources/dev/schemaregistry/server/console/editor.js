// The box a query is written in, with findings underlined where they are.

import { el, fill } from "./dom.js";
import { ranges, underlined } from "./squiggles.js";

/** What the page needs of the box: its text, marks, edits and selection; changed is called when somebody typed. */
export function editor(text, changed) {
    const id = "query";
    const input = el("textarea", {
        id,
        rows: 8,
        spellcheck: "false",
        autocomplete: "off",
        autocapitalize: "off",
        wrap: "off",
        placeholder: "SELECT …",
    });
    const copy = el("div.copy", { "aria-hidden": "true" });
    input.value = text;

    function show(marks) {
        fill(copy, underlined(input.value, marks));
        align();
    }

    function align() {
        copy.scrollTop = input.scrollTop;
        copy.scrollLeft = input.scrollLeft;
    }

    input.addEventListener("scroll", align);
    input.addEventListener("input", () => {
        show([]);
        changed();
    });
    show([]);

    return {
        id,
        element: el("div.editor", {}, copy, input),
        text: () => input.value,
        mark: (findings) => show(ranges(input.value, findings)),
        replace(start, end, replacement) {
            input.value = input.value.slice(0, start) + replacement + input.value.slice(end);
            this.select(start, start + replacement.length);
            show([]);
        },
        select(start, end) {
            input.focus();
            input.setSelectionRange(start, end);
        },
    };
}
