// Server-sent events over fetch, which can send a token and go on after the last event that came (HTML Standard, 9.2.6).

import { Problem, stream } from "./api.js";

const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 15_000;

/**
 * Tells every event once, in order, until the signal ends it; comes back by itself after a break. state is told "live" or, with
 * the failure, "waiting", or "ended" where the server refuses for good.
 */
export async function follow(path, { after, signal, event, state }) {
    let last = String(after);
    let pause = FIRST_PAUSE_MILLIS;
    while (!signal.aborted) {
        try {
            const response = await stream(path, { Accept: "text/event-stream", "Last-Event-ID": last }, signal);
            state("live");
            pause = FIRST_PAUSE_MILLIS;
            for await (const { id, kind, data } of read(response.body)) {
                if (kind === "problem") {
                    throw new Problem("BUSY", data);
                }
                last = id ?? last;
                event(JSON.parse(data));
            }
        } catch (failure) {
            if (signal.aborted) {
                return;
            }
            if (failure.lasting) {
                state("ended", failure);
                return;
            }
            state("waiting", failure);
        }
        await wait(pause, signal);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
}

async function* read(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
        const { done, value } = await reader.read();
        if (done) {
            return;
        }
        const blocks = (rest + value).split(/\r?\n\r?\n/);
        rest = blocks.pop();
        yield* blocks.map(parsed).filter(({ data }) => data !== "");
    }
}

function parsed(block) {
    const lines = block
        .split(/\r?\n/)
        .map((line) => /^(\w+):? ?(.*)$/s.exec(line))
        .filter(Boolean);
    const values = (key) => lines.filter(([, field]) => field === key).map(([, , value]) => value);
    return { id: values("id").at(-1), kind: values("event").at(-1), data: values("data").join("\n") };
}

function wait(millis, signal) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, millis);
        signal.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
        });
    });
}
