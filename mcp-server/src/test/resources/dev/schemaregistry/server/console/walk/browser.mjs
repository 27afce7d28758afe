// Starts the browser: the machine's own, or the one that comes in an npm package.

import { createRequire } from "node:module";

const FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
];

export async function launch({ tools, browser, unpacked }) {
    const require = createRequire(tools + "/");
    const { chromium } = require("playwright-core");
    return chromium.launch({ executablePath: browser || (await bundled(require, unpacked)), args: FLAGS });
}

/** Made for a bare Linux of a function service: so called, it brings the libraries and fonts that such a one lacks. */
async function bundled(require, unpacked) {
    process.env.TMPDIR = unpacked;
    process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
    const found = require("@sparticuz/chromium");
    return (found.default ?? found).executablePath();
}
