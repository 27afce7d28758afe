// A bar that is filled to a share; also said as a number.

import { el } from "./dom.js";

export function bar(share, label, text = undefined) {
    const percent = Math.round(Math.max(0, Math.min(1, share)) * 100);
    const element = el(
        "div.bar",
        {
            role: "meter",
            "aria-label": label,
            "aria-valuemin": 0,
            "aria-valuemax": 100,
            "aria-valuenow": percent,
            "aria-valuetext": text ?? `${percent} %`,
        },
        el("div.filled"),
    );
    element.style.setProperty("--share", percent + "%");
    return element;
}
