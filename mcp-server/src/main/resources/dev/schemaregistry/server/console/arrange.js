// Places tables so that references point to the right: pure functions, no drawing.

const TALLEST = 14;
const SWEEPS = 6;

/** Columns from left to right, each the names in it from top to bottom; keys are { table, referencedTable }. */
export function arrange(names, keys) {
    const leads = neighbours(names, keys, "table", "referencedTable");
    const led = neighbours(names, keys, "referencedTable", "table");
    return settle(columns(names, leads), leads, led).flatMap(halved);
}

function neighbours(names, keys, from, to) {
    const found = new Map(names.map((name) => [name, new Set()]));
    for (const key of keys) {
        if (key[from] !== key[to] && found.has(key[from]) && found.has(key[to])) {
            found.get(key[from]).add(key[to]);
        }
    }
    return found;
}

/** A table stands one column before the first of those it refers to; who refers in a circle is cut where the circle is met. */
function columns(names, leads) {
    const depths = new Map();
    const depth = (name, path) => {
        if (!depths.has(name)) {
            path.add(name);
            const ahead = [...leads.get(name)].filter((next) => !path.has(next)).map((next) => depth(next, path) + 1);
            path.delete(name);
            depths.set(name, Math.max(0, ...ahead));
        }
        return depths.get(name);
    };
    names.forEach((name) => depth(name, new Set()));
    const last = Math.max(0, ...depths.values());
    const placed = Array.from({ length: last + 1 }, () => []);
    names.forEach((name) => placed[last - depths.get(name)].push(name));
    return placed;
}

/** Orders each column by where the neighbours stand, forth and back, so that fewer lines cross. */
function settle(placed, leads, led) {
    let current = placed;
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
        const order = heights(current);
        const mean = (name) => {
            const near = [...leads.get(name), ...led.get(name)].map((other) => order.get(other));
            return near.length === 0 ? order.get(name) : near.reduce((sum, height) => sum + height, 0) / near.length;
        };
        current = current.map((column) => [...column].sort((one, other) => mean(one) - mean(other)));
    }
    return current;
}

/** From 0 at the top to 1 at the bottom of its column. */
function heights(placed) {
    return new Map(placed.flatMap((column) => column.map((name, at) => [name, (at + 0.5) / column.length])));
}

/** A column that is too tall becomes several. */
function halved(column) {
    const parts = Math.ceil(column.length / TALLEST);
    return Array.from({ length: parts }, (_, part) => column.filter((__, at) => at % parts === part));
}
