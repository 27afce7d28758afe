// From the catalogue to a table, its versions and its place in the diagram.

import assert from "node:assert/strict";
import { open, settled, table } from "./visitor.mjs";

export const catalogue = {
    "catalogue, table, diff, and back": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "");
            assert.equal(await page.title(), "Catalogue · Schema Registry");
            assert.equal(await page.getByRole("button", { name: "Forget token" }).count(), 0);
            await page.getByRole("link", { name: "shop", exact: true }).click();
            await page.getByLabel("Filter tables by name").fill("CUSTOM");
            await page.locator("main").getByText("1 table", { exact: true }).waitFor();
            await page.getByRole("link", { name: "customers" }).click();
            await page.getByRole("heading", { name: "customers", level: 1 }).waitFor();
            await settled(page);
            assert.equal(await page.title(), "shop.customers · Schema Registry");
            const row = page.getByRole("row").filter({ hasText: "customer_id" }).first();
            assert.match(await row.innerText(), /primary key[\s\S]*INTEGER[\s\S]*no/);
            await page.getByLabel("From").selectOption("1.0.0");
            await page.getByRole("button", { name: "Compare" }).click();
            await page.locator("main").getByText("Queries written before may fail.").waitFor();
            const lines = await page
                .getByRole("list", { name: /^Changes from 1.0.0/ })
                .getByRole("listitem")
                .allInnerTexts();
            assert.ok(
                lines.some((line) => /removed[\s\S]*full_name/.test(line)),
                lines.join(),
            );
            assert.ok(
                lines.some((line) => /added[\s\S]*display_name/.test(line)),
                lines.join(),
            );
            await page.goBack();
            await page.getByRole("heading", { name: "customers", level: 1 }).waitFor();
            await page.goBack();
            await page.getByLabel("Filter tables by name").waitFor();
            assert.equal(await page.getByLabel("Filter tables by name").inputValue(), "CUSTOM");
        }),

    "a large source page by page": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "#/sources/large");
            assert.equal(await page.locator("tbody tr").count(), 50);
            await page.getByRole("button", { name: "Show 50 more" }).click();
            await page.locator("main").getByText("100 of 120 tables").waitFor();
            assert.equal(await page.evaluate(() => document.activeElement.textContent), "t050");
            await page.getByRole("button", { name: "Show 20 more" }).click();
            await page.locator("main").getByText("120 tables", { exact: true }).waitFor();
            await page.getByLabel("Filter tables by name").fill("nothing like it");
            await page.locator("main").getByText("No table has “nothing like it” in its name.").waitFor();
        }),

    "the diagram of a source and of what is near to a table": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "#/diagram/shop");
            const nodes = page.locator("svg .node");
            await nodes.first().waitFor();
            assert.equal(await page.locator("svg .line").count(), 20);
            const places = await nodes
                .locator("rect")
                .evaluateAll((rects) => rects.map((rect) => rect.getAttribute("x") + " " + rect.getAttribute("y")));
            assert.equal(new Set(places).size, places.length, "two tables at one place");
            await page
                .getByRole("link", { name: /^orders/ })
                .first()
                .click();
            await page.locator("svg .center").waitFor();
            assert.match(page.url(), /table=orders/);
            assert.match(
                await page.locator("svg .center").getAttribute("aria-description"),
                /refers to .*customers.*referred to by .*returns/,
            );
            await open(page, base, "#/diagram/large");
            await page
                .locator("main")
                .getByText(/^60 of \d+ tables, nearest first/)
                .waitFor();
            assert.equal(await nodes.count(), 60);
            await page.getByLabel("Around table").fill("t001");
            await page.getByLabel("Around table").press("Enter");
            await page
                .locator("main")
                .getByText(/Around t001/)
                .waitFor();
        }),

    "what is not there is said": (visit) =>
        visit(
            async (page, base) => {
                await open(page, base, table("shop.nothing"));
                assert.match(
                    await page.getByRole("alert").innerText(),
                    /no table "nothing" in source "shop".*UNKNOWN_TABLE/s,
                );
                await page.getByRole("button", { name: "Try again" }).waitFor();
                await open(page, base, "#/no/such/page");
                await page.getByRole("heading", { name: "Catalogue" }).waitFor();
            },
            { expected: ["404"] },
        ),
};
