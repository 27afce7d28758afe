// The choice of a source.

import { el } from "./dom.js";
import { get } from "./api.js";
import { plain } from "./names.js";

const MOST = 1000;

/** A select of sources, one of them chosen, which is in it even where there are too many for all; undefined where there is none. */
export async function sourceChoice(chosen, signal) {
    const { sources } = await get("sources", { limit: MOST }, signal);
    if (sources.length === 0) {
        return undefined;
    }
    const ids = new Set([...(chosen ? [chosen] : []), ...sources.map(({ id }) => id)]);
    return el(
        "select",
        { id: "source" },
        [...ids].sort().map((id) => el("option", { value: id, selected: id === chosen }, plain(id))),
    );
}
