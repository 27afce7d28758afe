// A server that wants a token.

import assert from "node:assert/strict";
import { open } from "./visitor.mjs";

export const tokens = {
    "a token is asked for, kept in the tab, and forgotten": (visit, { locked, token }) =>
        visit(
            async (page, base) => {
                await page.goto(base + "/");
                await page.getByRole("dialog").getByLabel("Token").fill("wrong");
                await page.getByRole("button", { name: "Go on" }).click();
                await page.getByRole("dialog").getByText("The server did not take the last one.").waitFor();
                await page.getByRole("dialog").getByLabel("Token").fill(token);
                await page.keyboard.press("Enter");
                await page.getByRole("link", { name: "shop", exact: true }).waitFor();
                assert.deepEqual(
                    await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie]),
                    [1, 0, ""],
                );
                await open(page, base, "#/changes");
                await page.locator("main").getByText("live", { exact: true }).waitFor();
                await page.getByRole("button", { name: "Forget token" }).click();
                await page.getByRole("dialog").waitFor();
                await page.getByRole("button", { name: "Cancel" }).click();
                await page.locator("main").getByText("UNAUTHORIZED").waitFor();
                assert.equal(await page.getByRole("dialog").count(), 0);
            },
            { base: locked, expected: ["401"] },
        ),
};
