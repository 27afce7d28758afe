// The frame around the pages: which entry of the navigation is meant, and the way past it.

/** The catalogue holds the pages of sources and tables. */
const ENTRIES = { tables: "sources" };

export function markPlace(place) {
    const entry = "#/" + (ENTRIES[place] ?? place);
    for (const link of document.querySelectorAll("nav a")) {
        if (link.getAttribute("href") === entry) {
            link.setAttribute("aria-current", "page");
            bringIntoView(link);
        } else {
            link.removeAttribute("aria-current");
        }
    }
}

/** On a narrow screen the navigation scrolls. */
function bringIntoView(link) {
    const frame = link.closest("nav");
    frame.scrollLeft = link.offsetLeft - frame.offsetLeft - (frame.clientWidth - link.offsetWidth) / 2;
}

/** Moves the focus and leaves the address alone, which names a page. */
export function wireSkipLink(main) {
    document.querySelector("a.skip").addEventListener("click", (event) => {
        event.preventDefault();
        main.focus();
    });
}
