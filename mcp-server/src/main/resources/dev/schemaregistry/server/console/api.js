// Asks the HTTP API. What it refuses becomes a Problem with the server's code and sentence.

import { ask, token } from "./token.js";

const BASE = "api/v1/";

/** A lasting one does not go away by asking again. */
export class Problem extends Error {
    constructor(code, sentence, lasting = false) {
        super(sentence);
        this.code = code;
        this.lasting = lasting;
    }
}

/** Reads from below /api/v1; parameters that are empty are left out. */
export async function get(path, parameters = {}, signal = undefined) {
    return (await request(BASE + path + query(parameters), { signal })).json();
}

/** Reads from the server's root. */
export async function getRoot(path, signal) {
    return (await request(path, { signal })).json();
}

export async function post(path, body, signal) {
    const headers = { "Content-Type": "application/json" };
    return (await request(BASE + path, { method: "POST", body: JSON.stringify(body), headers, signal })).json();
}

/** A table's address; its name may hold anything. */
export function tablePath(ref, ...more) {
    return ["tables", encodeURIComponent(ref), ...more].join("/");
}

export function sourcePath(id, ...more) {
    return ["sources", encodeURIComponent(id), ...more].join("/");
}

/** An open answer, for whoever reads it piece by piece. */
export async function stream(path, headers, signal) {
    return request(BASE + path, { headers, signal });
}

async function request(address, options) {
    const response = await send(address, options);
    if (response.status === 401 && (await ask())) {
        return request(address, options);
    }
    if (!response.ok) {
        throw await problem(response);
    }
    return response;
}

async function send(address, options) {
    const known = token() === "" ? {} : { Authorization: "Bearer " + token() };
    try {
        return await fetch(address, { ...options, headers: { ...options.headers, ...known } });
    } catch (failure) {
        if (failure.name === "AbortError") {
            throw failure;
        }
        throw new Problem("NO_ANSWER", "the server does not answer; see whether it still runs, then try again");
    }
}

async function problem(response) {
    try {
        const { code, detail, title } = await response.json();
        return new Problem(code ?? String(response.status), detail ?? title, response.status < 500);
    } catch {
        return new Problem(String(response.status), "the server answered with status " + response.status);
    }
}

function query(parameters) {
    const given = Object.entries(parameters)
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([key, value]) => [key, String(value)]);
    return given.length === 0 ? "" : "?" + new URLSearchParams(given);
}
