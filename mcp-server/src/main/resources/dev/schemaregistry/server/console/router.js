// Addresses of pages: everything behind "#/", so that each page can be linked to and the browser's history works.

/** An address from its parts, such as ["tables", "shop.orders"]; parameters that are empty are left out. */
export function href(parts, parameters = {}) {
    const given = Object.entries(parameters).filter(
        ([, value]) => value !== undefined && value !== null && value !== "",
    );
    const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return "#/" + parts.map(encodeURIComponent).join("/") + (query === "" ? "" : "?" + query);
}

/** Where the browser is now. */
export function here() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
    const parts = path.split("/").filter((part) => part !== "");
    return { parts: parts.map(decoded), parameters: new URLSearchParams(query) };
}

export function go(address) {
    location.hash = address;
}

/** Writes what a page shows now into its address, without leaving it. */
export function note(parts, parameters) {
    history.replaceState(null, "", href(parts, parameters));
}

function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}
