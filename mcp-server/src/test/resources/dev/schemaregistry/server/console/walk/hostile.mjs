// Names that are markup, quotes and turned text stay text on every page.

import assert from "node:assert/strict";
import { open, table } from "./visitor.mjs";

const SCRIPT = "<script>alert(1)</script>";
const IMAGE = "<img src=x onerror=alert(2)>";

export const hostile = {
    "hostile names are shown and do nothing": (visit) =>
        visit(async (page, base) => {
            await open(page, base, "#/sources/hostile");
            assert.ok((await page.locator("tbody").innerText()).includes(SCRIPT));
            await page.getByRole("link", { name: SCRIPT }).click();
            await page.getByRole("heading", { name: SCRIPT, level: 1 }).waitFor();
            const fields = page.getByRole("table", { name: "Fields" });
            await fields.waitFor();
            const text = await fields.innerText();
            for (const part of [
                IMAGE,
                'it\'s "quoted"',
                "</td><script>alert(4)</script>",
                "'\"><script>alert(3)</script>'",
            ]) {
                assert.ok(text.includes(part), part + " is not in " + text);
            }
            assert.match(text, /aU\+202Egnp\.exe/);
            assert.equal(await page.title(), `hostile.${SCRIPT} · Schema Registry`);

            const turned = 'hostile."a.b/c\u202e\nd"';
            await open(page, base, table(turned));
            await page.getByRole("heading", { name: '"a.b/cU+202EU+000Ad"', level: 1 }).waitFor();
            assert.ok((await page.title()).startsWith('hostile."a.b/c⟨U+202E⟩⟨U+000A⟩d"'));
            for (const place of [
                "#/diagram/hostile",
                "#/classify?question=script+alert+parent",
                "#/changes",
                "#/sources",
                "#/health",
            ]) {
                await open(page, base, place);
                assert.ok(!(await page.locator("body").innerHTML()).includes("\u202e"), place);
                assert.equal(await page.locator("main script, main img").count(), 0, place);
            }
            const query = encodeURIComponent('SELECT * FROM "<script>alert(1)</scrip>"');
            await open(page, base, "#/validate?source=hostile&query=" + query);
            await page.locator(".findings li", { hasText: "no such table: <script>alert(1)</scrip>" }).waitFor();
            await page.locator(".findings code", { hasText: SCRIPT }).first().waitFor();
            assert.equal(await page.locator("main script, main img").count(), 0);
        }),

    "a hostile address shows nothing but its text": (visit) =>
        visit(
            async (page, base) => {
                await open(page, base, "#/tables/" + encodeURIComponent("shop." + IMAGE));
                assert.ok((await page.getByRole("alert").innerText()).includes("UNKNOWN_TABLE"));
                assert.equal(await page.locator("main img").count(), 0);
            },
            { expected: ["404"] },
        ),
};
