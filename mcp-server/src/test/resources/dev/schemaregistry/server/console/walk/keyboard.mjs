// One path without a pointer: from the skip link to a table's diagram.

import assert from "node:assert/strict";
import { open, settled } from "./visitor.mjs";

const MOST = 40;

export const keyboard = {
    "with the keyboard alone": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "");
            await page.keyboard.press("Tab");
            assert.equal(await focused(page), "Skip to content");
            await page.keyboard.press("Enter");
            assert.equal(await page.evaluate(() => document.activeElement.id), "main");
            await tabTo(page, "shop");
            await enter(page, "shop");
            await tabTo(page, "orders");
            await enter(page, "orders");
            await tabTo(page, "Show in the diagram");
            await enter(page, "Diagram");
            await page.locator("svg .center").waitFor();
            await tabTo(page, "orders13 fields");
            await page.keyboard.press("ArrowLeft");
            const left = await focused(page);
            assert.notEqual(left, "orders13 fields");
            assert.ok((await page.locator("svg .line.lit").count()) > 0);
            await page.keyboard.press("Enter");
            await page.locator("svg .center", { hasText: left.replace(/\d+ fields$/, "") }).waitFor();
        }),

    "the query box lets the keyboard out again": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "#/validate?source=shop&query=SELECT+segmnt+FROM+customers");
            await page.getByRole("button", { name: "Apply: segment" }).waitFor();
            await page.getByLabel("Query").focus();
            await page.keyboard.press("Tab");
            assert.equal(await focused(page), "Check");
            await tabTo(page, "Apply");
            await page.keyboard.press("Enter");
            await page.locator("main").getByText("nothing found").waitFor();
        }),
};

async function focused(page) {
    return page.evaluate(() => document.activeElement.textContent.trim());
}

async function tabTo(page, text) {
    for (let presses = 0; presses < MOST; presses++) {
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(isSeen), "no sign of the focus at " + (await focused(page)));
        if ((await focused(page)) === text) {
            return;
        }
    }
    assert.fail(`${MOST} presses of Tab did not reach "${text}"`);
}

/** Whether the focused element shows that it is: an outline of its own, around it, or around what is drawn in it. */
function isSeen() {
    const element = document.activeElement;
    const outlined = [element, element.closest(".editor")].some(
        (each) => each && getComputedStyle(each).outlineStyle !== "none",
    );
    return outlined || parseFloat(getComputedStyle(element.querySelector("rect") ?? element).strokeWidth) > 2;
}

async function enter(page, heading) {
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
}
