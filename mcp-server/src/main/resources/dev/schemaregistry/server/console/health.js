// How the parts of the registry stand, and when each source was last seen.

import { el, fill } from "./dom.js";
import { get, getRoot } from "./api.js";
import { stateBadge } from "./catalogue.js";
import { number, percent, time } from "./format.js";
import { foreign, sourceLink } from "./names.js";
import { announce, badge, card, empty, facts, heading, load, table } from "./parts.js";

const MOST = 1000;
const ORDER = ["unreachable", "partial", "never_seen", "ok"];

export function healthPage({ element, signal }) {
    const content = el("div");
    const read = () => load(content, () => both(signal), shown);
    fill(
        element,
        heading(
            "Health",
            "What was last known; looking at this page contacts no source.",
            el("p.row", {}, el("button", { type: "button", onclick: read }, "Look again")),
        ),
        content,
    );
    read();
    return "Health";
}

async function both(signal) {
    const [state, list] = await Promise.all([
        getRoot("health/schema-registry", signal),
        get("sources", { limit: MOST }, signal),
    ]);
    return { ...state, ...list };
}

function shown({ cache, providers, index, lastDiscovery, sources, total }) {
    const bad = sources.filter(({ health }) => health.status !== "ok").length;
    announce(bad === 0 ? "All sources are well" : `${bad} of ${sources.length} sources are not well`);
    const asked = cache.hits + cache.misses;
    const behind = index.lastEvent - index.seen;
    return [
        card(
            "Registry",
            facts([
                ["Sources not well", bad === 0 ? badge("none", "good") : badge(`${bad} of ${total}`, "bad")],
                ["Last reading", lastDiscovery ? time(lastDiscovery) : "never"],
                ["Search index", behind <= 0 ? "up to date" : `${number(behind)} events behind`],
                ["Events", number(index.lastEvent)],
                [
                    "Schema cache",
                    asked === 0 ? "not asked yet" : `${percent(cache.hits / asked)} hits of ${number(asked)}`,
                ],
                ["Connectors", providers.join(", ")],
            ]),
        ),
        card("Sources", sources.length === 0 ? empty("No source is registered yet.") : sourceTable(sources, total)),
    ];
}

function sourceTable(sources, total) {
    const sorted = [...sources].sort(
        (one, other) => ORDER.indexOf(one.health.status) - ORDER.indexOf(other.health.status),
    );
    return [
        total > sources.length && el("p.hint", {}, `the first ${number(sources.length)} of ${number(total)}`),
        table(
            "State of sources",
            ["Source", "State", "Last seen", "Last tried", "Stale", "Why"],
            sorted.map(({ id, health }) => [
                sourceLink(id),
                stateBadge(health.status),
                health.lastSeen ? time(health.lastSeen) : "never",
                health.lastAttempt ? time(health.lastAttempt) : "never",
                health.stale?.length > 0 ? stale(health.stale) : "–",
                health.detail ? foreign(health.detail) : "",
            ]),
        ),
    ];
}

function stale(parts) {
    return el(
        "details",
        {},
        el("summary", {}, `${parts.length} parts`),
        el(
            "ul.lines",
            {},
            parts.map((part) =>
                el(
                    "li",
                    {},
                    foreign([part.namespace, part.table].filter(Boolean).join(".")),
                    part.reason && [": ", foreign(part.reason)],
                    part.since && [" since ", time(part.since)],
                ),
            ),
        ),
    );
}
