// The choice of a source.

import { el } from "./dom.js";
import { get } from "./api.js";

const MOST = 1000;

/** A select of all sources, one of them chosen; undefined where there is none. */
export async function sourceChoice(chosen, signal) {
    const { sources } = await get("sources", { limit: MOST }, signal);
    if (sources.length === 0) {
        return undefined;
    }
    return el(
        "select",
        { id: "source" },
        sources.map(({ id }) => el("option", { value: id, selected: id === chosen }, id)),
    );
}
