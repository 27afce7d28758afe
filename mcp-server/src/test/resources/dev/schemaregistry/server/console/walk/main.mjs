// Walks through the console in a real browser; tells how each walk went as a line of JSON.

import { launch } from "./browser.mjs";
import { visitor } from "./visitor.mjs";
import { answers } from "./answers.mjs";
import { catalogue } from "./catalogue.mjs";
import { hostile } from "./hostile.mjs";
import { keyboard } from "./keyboard.mjs";
import { live } from "./live.mjs";
import { looks } from "./looks.mjs";
import { tokens } from "./tokens.mjs";

const SIDE_BY_SIDE = 3;
const stage = JSON.parse(process.argv[2]);

let browser;
try {
    browser = await launch(stage);
} catch (failure) {
    process.stderr.write(String(failure.stack));
    process.exit(3);
}

async function take([walk, go]) {
    const began = Date.now();
    let problem = null;
    try {
        await go(visitor(browser, stage), stage);
    } catch (failure) {
        problem = String(failure.stack ?? failure);
    }
    process.stdout.write(JSON.stringify({ walk, problem, millis: Date.now() - began }) + "\n");
}

async function takeAll(walks, count) {
    const waiting = Object.entries(walks);
    const one = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
            await take(next);
        }
    };
    await Promise.all(Array.from({ length: count }, one));
}

await takeAll({ ...looks, ...catalogue, ...answers, ...hostile, ...keyboard, ...tokens }, SIDE_BY_SIDE);
// These change a database that the others look at.
await takeAll(live, 1);
await browser.close();
