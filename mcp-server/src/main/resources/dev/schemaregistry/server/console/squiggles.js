// From findings with line and column to underlined parts of a text: pure but for the elements made at the end.

import { el } from "./dom.js";

const WORD = /^[\p{L}\p{N}_$]+/u;

/** Where each finding that has a place begins and ends in the text, and how bad it is. */
export function ranges(text, findings) {
    return findings
        .filter(({ line }) => line !== undefined)
        .map((finding) => ({ ...range(text, finding), severity: finding.severity }));
}

/** A finding's place: as far as its fix reaches, else the word that stands there. */
export function range(text, { line, column = 1, fix }) {
    const start = offset(text, line, column);
    if (fix !== undefined && fix.start <= start && start < fix.end) {
        return { start: fix.start, end: fix.end };
    }
    const word = WORD.exec(text.slice(start))?.[0].length ?? 1;
    return { start, end: Math.min(text.length, start + word) };
}

function offset(text, line, column) {
    let at = 0;
    for (let passed = 1; passed < line; passed++) {
        const end = text.indexOf("\n", at);
        if (end < 0) {
            break;
        }
        at = end + 1;
    }
    return Math.min(text.length, at + column - 1);
}

/** The text as parts, those in a range underlined; where ranges overlap the first one counts. */
export function underlined(text, marks) {
    const parts = [];
    let at = 0;
    for (const { start, end, severity } of [...marks].sort((one, other) => one.start - other.start)) {
        if (start < at || end <= start) {
            continue;
        }
        parts.push(text.slice(at, start), el("span.squiggle." + severity, {}, text.slice(start, end)));
        at = end;
    }
    // A last line that is empty has no height of its own.
    parts.push(text.slice(at), "\n");
    return parts;
}
