// The change feed, while somebody changes a database.

import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { open } from "./visitor.mjs";

export const live = {
    "a change at the source appears by itself": (visit, { shop }) =>
        visit(async (page, base) => {
            await open(page, base, "#/changes");
            await page.locator("main").getByText("live", { exact: true }).waitFor();
            const before = await page.locator(".feed > li").count();
            assert.ok(before > 0);
            await change(base, shop, "ALTER TABLE orders ADD COLUMN gift_note TEXT");
            const news = page.locator(".feed > li.new");
            await news.first().waitFor();
            const text = await page.locator(".feed > li").first().innerText();
            assert.match(text, /shop\.orders[\s\S]*changed[\s\S]*1\.1\.0[\s\S]*minor[\s\S]*\+ field gift_note/);
            await change(base, shop, "ALTER TABLE orders DROP COLUMN gift_note");
            await news.nth(1).waitFor();
            assert.match(await news.first().innerText(), /2\.0\.0[\s\S]*major[\s\S]*- field gift_note/);
            assert.equal(await news.count(), 2);
        }),

    "a feed that broke goes on where it was": (visit, { shop }) =>
        visit(
            async (page, base) => {
                const asked = [];
                let broken = false;
                await page.route("**/changes/feed", async (route) => {
                    asked.push(route.request().headers()["last-event-id"]);
                    if (!broken) {
                        broken = true;
                        await change(base, shop, "ALTER TABLE returns ADD COLUMN colour TEXT");
                        await route.abort();
                        return;
                    }
                    await route.continue();
                });
                await open(page, base, "#/changes");
                await page.locator(".feed > li.new", { hasText: "+ field colour" }).waitFor();
                assert.equal(await page.locator(".feed > li.new").count(), 1);
                assert.equal(asked[0], asked[1]);
            },
            { expected: ["ERR_FAILED"] },
        ),
};

/** Changes the database as somebody else would, then has the registry read it. */
async function change(base, file, statement) {
    const database = new DatabaseSync(file);
    database.exec(statement);
    database.close();
    const asked = await fetch(base + "/api/v1/introspections", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ source: ["shop"] }),
    });
    assert.equal(asked.status, 202);
}
