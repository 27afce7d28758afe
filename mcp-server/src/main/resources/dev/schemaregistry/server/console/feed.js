// The event log, newest first: what was lately, and what happens while the page is open.

import { el, fill } from "./dom.js";
import { get } from "./api.js";
import { follow } from "./events.js";
import { time, words } from "./format.js";
import { foreign, name, sourceLink, tableLink } from "./names.js";
import { announce, badge, empty, heading, load } from "./parts.js";
import { href } from "./router.js";

const LATELY = 50;
const MOST = 500;
const NEVER = 999_999_999_999;
const LINES = 6;
const STATES = { live: ["live", "good"], waiting: ["waiting to come back", "warn"], ended: ["ended", "bad"] };
const BUMPS = { major: "bad", minor: "key", patch: "plain" };

export function feedPage({ element, signal }) {
    const state = el("span", {}, badge("connecting"));
    const content = el("div");
    fill(
        element,
        heading(
            "Changes",
            "Every event of the registry, newest first. New ones appear by themselves.",
            el("p.row", {}, state),
        ),
        content,
    );
    load(
        content,
        () => lately(signal),
        ({ events, last }) => {
            const list = el(
                "ol.feed",
                { "aria-label": "Events", reversed: true },
                events.reverse().map((event) => item(event)),
            );
            const none = empty("Nothing has happened yet.");
            none.hidden = events.length > 0;
            listen(list, none, state, last, signal);
            return [none, list];
        },
    );
    return "Changes";
}

async function lately(signal) {
    const { last } = await get("changes", { since: NEVER, limit: 1 }, signal);
    return get("changes", { since: Math.max(0, last - LATELY), limit: LATELY }, signal);
}

function listen(list, none, state, after, signal) {
    follow("changes/feed", {
        after,
        signal,
        event: (event) => {
            none.hidden = true;
            list.prepend(item(event, "new"));
            list.children[MOST]?.remove();
            announce(spoken(event));
        },
        state: (what, failure) =>
            fill(state, badge(...STATES[what]), failure && el("span.hint", {}, " ", foreign(failure.message))),
    });
}

function item(event, age = "old") {
    return el(
        "li." + age,
        {},
        el(
            "p.row",
            {},
            subject(event),
            el("span", {}, words(what(event))),
            event.version && el("span", {}, event.version),
            event.bump && badge(event.bump, BUMPS[event.bump]),
            el("span.hint", {}, time(event.at), ` · event ${event.sequence}`),
        ),
        event.summary &&
            el(
                "ul.lines",
                {},
                event.summary.slice(0, LINES).map((line) => el("li", {}, foreign(line))),
            ),
        event.summary?.length > LINES && el("p.hint", {}, `and ${event.summary.length - LINES} more`),
    );
}

function subject({ ref, source, entity, id }) {
    if (ref !== undefined) {
        return tableLink(ref);
    }
    return source === undefined ? name(entity ?? id ?? "") : sourceLink(source);
}

function what({ event, kind, removed, revision }) {
    if (event === "source_changed") {
        return kind;
    }
    if (removed) {
        return "removed";
    }
    return (
        {
            table_changed: revision === 1 ? "first read" : "changed",
            ontology_changed: "term changed",
            values_profiled: "values looked at",
            feedback_changed: "feedback",
        }[event] ?? event
    );
}

function spoken(event) {
    return `${event.ref ?? event.source ?? event.entity ?? "feedback"} ${words(what(event))}`;
}
