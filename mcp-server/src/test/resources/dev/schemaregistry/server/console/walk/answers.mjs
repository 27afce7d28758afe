// The playgrounds for questions and for queries.

import assert from "node:assert/strict";
import { open, settled } from "./visitor.mjs";

const QUESTION = "What is the name of the customers whose orders had the most returns zxqv";
const WRONG = "SELECT display_nam,\n       c.segmnt\nFROM customers c";
const RIGHT = "SELECT display_name,\n       c.segment\nFROM customers c";

export const answers = {
    "a question, why it was matched, and the budget filling": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "#/classify");
            await page.getByLabel("Question").fill(QUESTION);
            await page.getByRole("button", { name: "Classify" }).click();
            await page
                .locator("main")
                .getByText(/^Source shop fits best/)
                .waitFor();
            const marked = await page.locator(".question mark").allInnerTexts();
            assert.ok(marked.includes("customers") && marked.includes("returns"), marked.join());
            assert.equal(await page.locator(".question .lost").innerText(), "zxqv");
            await page
                .locator("main")
                .getByText(/names table/)
                .first()
                .waitFor();
            await page.getByRole("table", { name: "Joins" }).getByText("foreign key").first().waitFor();
            const meter = page.getByRole("meter", { name: "Tokens used" });
            await meter.waitFor();
            const few = await used(page);
            assert.ok(few <= 600, "over the budget: " + few);
            await page.getByLabel("Budget of tokens").fill("2000");
            await page
                .locator("main")
                .getByText(/of 2,000 tokens used/)
                .waitFor();
            const many = await used(page);
            assert.ok(many > few && many <= 2000, `${few} then ${many}`);
            await page.reload();
            await settled(page);
            await page
                .locator("main")
                .getByText(/of 2,000 tokens used/)
                .waitFor();
        }),

    "a wrong query, its squiggles, and the fixes": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "#/validate?source=shop");
            const query = page.getByLabel("Query");
            await query.fill(WRONG);
            await page.locator(".squiggle").nth(1).waitFor();
            assert.deepEqual(await page.locator(".squiggle").allInnerTexts(), ["display_nam", "segmnt"]);
            assert.deepEqual(await asideBy(page, ["SELECT ", "       c."]), [0, 0]);
            assert.equal(await look(page, ".copy"), await look(page, "textarea"));
            await page.getByRole("button", { name: "line 2, column 10" }).click();
            assert.equal(
                await query.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)),
                "segmnt",
            );
            await page.getByRole("button", { name: "Apply: segment" }).click();
            await page.locator(".squiggle").nth(1).waitFor({ state: "detached" });
            await page.getByRole("button", { name: "Apply: display_name" }).click();
            await page.locator("main").getByText("nothing found").waitFor();
            assert.equal(await query.inputValue(), RIGHT);
            assert.equal(await page.locator(".squiggle").count(), 0);
            await page.getByRole("button", { name: "Dry run" }).click();
            await page.locator("main").getByText("accepted", { exact: true }).waitFor();
            await page.locator("main").getByText("SCAN").waitFor();
        }),
};

async function used(page) {
    return Number(
        /^([\d,]+) of/
            .exec(await page.getByRole("meter", { name: "Tokens used" }).getAttribute("aria-valuetext"))[1]
            .replace(",", ""),
    );
}

/** How far each underlined word stands from where the text before it on its line ends, in pixels. */
function asideBy(page, texts) {
    return page.locator(".squiggle").evaluateAll((parts, before) => {
        const pen = document.createElement("canvas").getContext("2d");
        return parts.map((part, at) => {
            const style = getComputedStyle(part.parentElement);
            pen.font = style.font;
            const end = parseFloat(style.paddingLeft) + pen.measureText(before[at]).width;
            return Math.floor(Math.abs(part.offsetLeft - end) / 2);
        });
    }, texts);
}

/** What must be the same of the box and of the copy behind it, or the lines drift away from the words. */
function look(page, part) {
    return page.locator(".editor " + part).evaluate((element) => {
        const { font, padding, whiteSpace, letterSpacing, tabSize } = getComputedStyle(element);
        return [font, padding, whiteSpace, letterSpacing, tabSize].join("; ");
    });
}
