// How every page looks in both themes: pictures for people, and the rules of axe.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { goOn, open } from "./visitor.mjs";

const PAGES = {
    catalogue: "#/sources",
    source: "#/sources/shop",
    table: "#/tables/shop.orders",
    diff: "#/tables/shop.customers/diff?from=1.0.0&to=2.0.0",
    diagram: "#/diagram/shop?table=orders",
    classify: "#/classify?question=name+of+the+customers+whose+orders+had+the+most+returns+zxqv",
    validate: "#/validate?source=shop&query=SELECT+display_nam%2C%0A+++++++segmnt%0AFROM+customers",
    changes: "#/changes",
    health: "#/health",
};
const THEMES = ["light", "dark"];

export const looks = Object.fromEntries(
    THEMES.map((theme) => [`accessible and pictured, ${theme}`, (visit, stage) => both(visit, stage, theme)]),
);

looks["accessible on a telephone, and no page wider than it"] = narrow;

looks["the theme can be chosen and stays"] = (visit) =>
    visit(async (page, base) => {
        await open(page, base, "");
        const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const before = await ground();
        await page.getByRole("button", { name: "Dark theme" }).click();
        assert.notEqual(await ground(), before);
        await page.reload();
        await page.getByRole("button", { name: "Light theme" }).waitFor();
        assert.notEqual(await ground(), before);
    });

async function both(visit, stage, theme) {
    await visit(
        async (page, base) => {
            await open(page, base, "#/validate");
            await page.evaluate(axe(stage));
            for (const [name, place] of Object.entries(PAGES)) {
                await goOn(page, base, place);
                await page.screenshot({ path: `${stage.pictures}/${name}-${theme}.png` });
                assert.deepEqual(await violations(page), [], name);
            }
        },
        { colorScheme: theme },
    );
}

async function narrow(visit, stage) {
    await visit(
        async (page, base) => {
            await open(page, base, "#/validate");
            await page.evaluate(axe(stage));
            for (const [name, place] of Object.entries(PAGES)) {
                await goOn(page, base, place);
                await page.screenshot({ path: `${stage.pictures}/${name}-narrow.png` });
                const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
                assert.ok(wide <= seen, `${name} is ${wide} wide on a screen of ${seen}`);
                assert.deepEqual(await violations(page), [], name);
            }
        },
        { viewport: { width: 390, height: 844 } },
    );
}

function axe(stage) {
    return readFileSync(createRequire(stage.tools + "/").resolve("axe-core/axe.min.js"), "utf8");
}

function violations(page) {
    return page.evaluate(async () => {
        const { violations: found } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
        return found.map(
            ({ id, nodes }) =>
                `${id}: ${nodes.map(({ target, failureSummary }) => target + " " + failureSummary).join(" | ")}`,
        );
    });
}
