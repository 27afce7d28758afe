// A visitor of the console, to whom nothing may happen unseen: errors, refused resources, dialogs, requests to elsewhere.

import assert from "node:assert/strict";

const PATIENCE_MILLIS = 15_000;

export function visitor(browser, { address }) {
    /** Walks on a page of its own; expected are parts of console messages that belong to the walk. */
    return async function visit(walk, { base = address, expected = [], ...options } = {}) {
        const context = await browser.newContext({
            viewport: { width: 1280, height: 900 },
            colorScheme: "light",
            reducedMotion: "reduce",
            ...options,
        });
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        const seen = [];
        page.on("console", (message) => ["error", "warning"].includes(message.type()) && seen.push(message.text()));
        page.on("pageerror", (failure) => seen.push("page error: " + failure.message));
        page.on("dialog", (dialog) => {
            seen.push("dialog: " + dialog.message());
            dialog.dismiss();
        });
        context.on(
            "request",
            (request) => request.url().startsWith(base + "/") || seen.push("request to " + request.url()),
        );
        await context.addInitScript(() =>
            addEventListener("securitypolicyviolation", (event) =>
                console.error("policy: " + event.violatedDirective + " " + event.blockedURI),
            ),
        );
        try {
            await walk(page, base);
            assert.deepEqual(
                seen.filter((line) => !expected.some((part) => line.includes(part))),
                [],
            );
        } finally {
            await context.close();
        }
    };
}

/** Opens a page of the console and waits until nothing of it is loading any more. */
export async function open(page, base, place) {
    await page.goto("about:blank");
    await page.goto(base + "/" + place);
    await settled(page);
}

/** Goes on from an open page to another one, as a link does. */
export async function goOn(page, base, place) {
    await page.evaluate(() => document.querySelector("main > div").setAttribute("data-left", ""));
    await page.goto(base + "/" + place);
    await page.locator("main > div:not([data-left])").waitFor();
    await settled(page);
}

export async function settled(page) {
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => document.querySelector("[aria-busy]") === null);
}

export function table(ref) {
    return "#/tables/" + encodeURIComponent(ref);
}
