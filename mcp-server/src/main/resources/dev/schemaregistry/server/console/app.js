// Starts the console: which page an address means, and going from one to the next.

import { fill } from "./dom.js";
import { plain } from "./names.js";
import { problem } from "./parts.js";
import { go, here } from "./router.js";
import { markPlace, wireSkipLink } from "./shell.js";
import { showForget } from "./token.js";
import { sourcePage, sourcesPage } from "./catalogue.js";
import { classifyPage } from "./classify.js";
import { diagramPage } from "./diagram.js";
import { diffPage } from "./diff.js";
import { feedPage } from "./feed.js";
import { healthPage } from "./health.js";
import { tablePage } from "./table.js";
import { validatePage } from "./validate.js";

const PAGES = [
    { path: ["sources"], show: sourcesPage },
    { path: ["sources", ":id"], show: sourcePage },
    { path: ["tables", ":ref"], show: tablePage },
    { path: ["tables", ":ref", "diff"], show: diffPage },
    { path: ["diagram"], show: diagramPage },
    { path: ["diagram", ":id"], show: diagramPage },
    { path: ["classify"], show: classifyPage },
    { path: ["validate"], show: validatePage },
    { path: ["changes"], show: feedPage },
    { path: ["health"], show: healthPage },
];

const main = document.getElementById("main");
let leaving = new AbortController();
let opened = false;

function matches(path, parts) {
    return path.length === parts.length && path.every((part, at) => part.startsWith(":") || part === parts[at]);
}

/** Each page gets its element, the variable part of its address, parameters, and a signal for when it is left. */
async function show() {
    leaving.abort();
    leaving = new AbortController();
    const { parts, parameters } = here();
    const page = PAGES.find(({ path }) => matches(path, parts));
    if (page === undefined) {
        go("#/sources");
        return;
    }
    const element = document.createElement("div");
    fill(main, element);
    markPlace(parts[0]);
    const visit = { element, subject: parts[1], parameters, signal: leaving.signal };
    try {
        setTitle(await page.show(visit));
    } catch (failure) {
        fill(element, problem(failure, show));
    }
}

function setTitle(title) {
    document.title = plain(title) + " · Schema Registry";
    if (opened) {
        main.querySelector("h1")?.focus();
        scrollTo(0, 0);
    }
    opened = true;
}

addEventListener("hashchange", show);
wireSkipLink(main);
showForget();
show();
