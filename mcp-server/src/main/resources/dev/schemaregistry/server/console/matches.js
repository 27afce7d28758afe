// Why something was found: words of the question, and what they met.

import { el } from "./dom.js";
import { bar } from "./bar.js";
import { foreign, name } from "./names.js";

const PLACES = {
    source: "names source",
    source_description: "is in the description of",
    table: "names table",
    field: "names field",
    table_comment: "is in the comment of",
    field_comment: "is in the comment of field",
    entity: "means",
    value: "is a value of",
    remembered: "was asked before of",
    meaning: "is near in meaning to",
};
/** Beyond this a word counts as much as one can. */
const STRONG = 0.35;

/** The reasons, strongest first. */
export function matched(matches) {
    if (matches.length === 0) {
        return undefined;
    }
    const sorted = [...matches].sort((one, other) => other.weight - one.weight);
    return el("ul.reasons", { "aria-label": "Why" }, sorted.map(reason));
}

function reason({ word, place, element, weight }) {
    return el(
        "li",
        {},
        el("mark", {}, foreign(word)),
        ` ${PLACES[place] ?? place} `,
        name(element),
        bar(weight / STRONG, "Weight", weight.toFixed(2)),
    );
}

/** The question with the words that were found marked, and those that nothing explains struck under. */
export function questionWords(question, found, lost) {
    const known = new Set(found.map((word) => word.toLowerCase()));
    const unknown = new Set(lost.map((word) => word.toLowerCase()));
    return question.split(/([\p{L}\p{N}_]+)/u).map((part) => {
        const word = part.toLowerCase();
        if (known.has(word)) {
            return el("mark", {}, foreign(part));
        }
        return unknown.has(word)
            ? el("span.lost", { title: "nothing explains this word" }, foreign(part))
            : foreign(part);
    });
}
