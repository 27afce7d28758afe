// The playground for questions: which sources and tables can answer, why, and the schema that fits a budget of tokens.

import { el, fill } from "./dom.js";
import { get } from "./api.js";
import { percent, words } from "./format.js";
import { matched, questionWords } from "./matches.js";
import { foreign, names, plain, sourceLink, tableLink } from "./names.js";
import { announce, badge, card, empty, field, heading, load, table } from "./parts.js";
import { note } from "./router.js";
import { bar } from "./bar.js";
import { summaryPart } from "./summary.js";

/** A source below this is only named. */
const LEAST = 0.005;
const OUTCOMES = { answered: "good", ambiguous: "warn", none: "bad" };

export function classifyPage({ element, parameters, signal }) {
    const question = el("input", {
        id: "question",
        value: parameters.get("question") ?? "",
        autocomplete: "off",
        required: true,
    });
    const content = el("div");
    const budget = Number(parameters.get("max_tokens")) || 600;
    const ask = () => {
        const text = question.value.trim();
        if (text === "") {
            fill(
                content,
                empty(
                    "Ask something that your data could answer, such as “Which customers returned the most products?”",
                ),
            );
            return;
        }
        note(["classify"], { question: text, max_tokens: budget });
        load(
            content,
            () => get("classify", { question: text }, signal),
            (answer) => shown(answer, budget, signal),
        );
    };
    const submit = (event) => {
        event.preventDefault();
        ask();
    };
    fill(
        element,
        heading(
            "Classify",
            "Finds the sources and tables that can answer a question, and says why. No source is contacted.",
        ),
        el(
            "form.controls.wide",
            { onsubmit: submit },
            field("Question", question),
            el("button.main", { type: "submit" }, "Classify"),
        ),
        content,
    );
    ask();
    return "Classify";
}

function shown(answer, budget, signal) {
    announce(`${words(answer.outcome)}. ${answer.reasoning}`);
    if (answer.sources.length === 0) {
        return [verdict(answer), empty("Nothing here answers that. Other words for the same thing may help.")];
    }
    return [
        verdict(answer),
        el("div.columns", {}, card("Sources", sources(answer)), card("Joins", joins(answer))),
        card("Tables and why", tables(answer)),
        card("Schema for a prompt", summaryPart(answer.question, budget, signal)),
    ];
}

function verdict({
    outcome,
    confidence,
    reasoning,
    question,
    tables: ranked,
    sources: likely,
    unmatchedWords,
    nearestNames,
}) {
    const all = [...ranked, ...likely].flatMap(({ matches }) => matches);
    return el(
        "section.card",
        { "aria-label": "Verdict" },
        el(
            "p.row",
            {},
            badge(words(outcome), OUTCOMES[outcome] ?? "plain"),
            el("span", {}, `${percent(confidence)} sure`),
        ),
        el(
            "p.question",
            {},
            questionWords(
                question,
                all.map(({ word }) => word),
                unmatchedWords,
            ),
        ),
        el("p", {}, foreign(reasoning)),
        nearestNames.length > 0 && el("p.hint", {}, "Names like it: ", names(nearestNames)),
    );
}

function sources({ sources: ranked }) {
    const likely = ranked.filter(({ probability }) => probability >= LEAST);
    const others = ranked.slice(likely.length);
    return [
        likelyList(likely),
        others.length > 0 &&
            el(
                "p.hint",
                {},
                "Hardly: ",
                others.map(({ id }, at) => [at > 0 && ", ", sourceLink(id)]),
            ),
    ];
}

function likelyList(likely) {
    return el(
        "ol.ranked",
        {},
        likely.map(({ id, probability, purpose, matches }) =>
            el(
                "li",
                {},
                el(
                    "p.row",
                    {},
                    sourceLink(id),
                    el("span.hint", {}, words(purpose)),
                    el("span.share", {}, percent(probability)),
                ),
                bar(probability, `How likely ${id} is`),
                matched(matches),
            ),
        ),
    );
}

function tables({ tables: ranked, answerSet }) {
    const most = Math.max(...ranked.map(({ score }) => score), 0.001);
    return el(
        "ol.ranked",
        {},
        ranked.map(({ ref, kind, score, matches }) =>
            el(
                "li",
                {},
                el(
                    "p.row",
                    {},
                    tableLink(ref),
                    el("span.hint", {}, words(kind)),
                    answerSet.includes(ref) && badge("answers", "good"),
                ),
                bar(score / most, `How well ${plain(ref)} fits, beside the best`),
                matched(matches),
            ),
        ),
    );
}

function joins({ joins: all }) {
    return all.length === 0
        ? empty("The answer needs no join.")
        : table(
              "Joins",
              ["From", "To", "Known by"],
              all.map((join) => [
                  [tableLink(join.from), " (", names(join.fromFields), ")"],
                  [tableLink(join.to), " (", names(join.toFields), ")"],
                  foreign(join.reason),
              ]),
          );
}
