// The schema as a prompt gets it, and how far it fills the budget of tokens.

import { el, fill } from "./dom.js";
import { get } from "./api.js";
import { bar } from "./bar.js";
import { number } from "./format.js";
import { foreign } from "./names.js";
import { announce, field, load } from "./parts.js";
import { note } from "./router.js";

const LEAST = 50;
const MOST = 4000;
const PAUSE_MILLIS = 200;

export function summaryPart(question, budget, signal) {
    const limits = { min: LEAST, max: MOST, value: Math.min(budget, MOST) };
    const slider = el("input", { id: "slider", type: "range", step: 10, ...limits });
    const exact = el("input", { id: "tokens", type: "number", step: 1, ...limits });
    const content = el("div");
    let waiting = 0;

    const ask = () => {
        const tokens = Number(exact.value);
        if (tokens >= LEAST && tokens <= MOST) {
            note(["classify"], { question, max_tokens: tokens });
            load(
                content,
                () => get("summary", { question, max_tokens: tokens }, signal),
                (answer) => shown(answer, tokens),
            );
        }
    };
    const follow = (from, to) => () => {
        to.value = from.value;
        clearTimeout(waiting);
        waiting = setTimeout(ask, PAUSE_MILLIS);
    };

    slider.addEventListener("input", follow(slider, exact));
    exact.addEventListener("input", follow(exact, slider));
    ask();
    return [el("div.controls.budget", {}, field("Budget of tokens", slider), field("Exactly", exact)), content];
}

function shown({ text, tokens, truncated, next }, budget) {
    const sentence = `${number(tokens)} of ${number(budget)} tokens used`;
    announce(sentence);
    return [
        el(
            "p.row",
            {},
            el("strong", {}, sentence),
            truncated &&
                el(
                    "span.hint",
                    {},
                    "more was cut" + (next?.max_tokens ? `; ${number(next.max_tokens)} would show more` : ""),
                ),
        ),
        bar(tokens / budget, "Tokens used", sentence),
        el("pre.code", { tabindex: "0", role: "region", "aria-label": "The text for a prompt" }, foreign(text)),
    ];
}
