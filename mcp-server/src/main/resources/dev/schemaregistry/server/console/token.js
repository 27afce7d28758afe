// The caller's token: asked for when the server wants one, kept in this tab alone.

import { el } from "./dom.js";

const KEY = "token";
let kept = read();
let asking = null;

function read() {
    try {
        return sessionStorage.getItem(KEY) ?? "";
    } catch {
        return "";
    }
}

function keep(token) {
    kept = token;
    try {
        sessionStorage.setItem(KEY, token);
    } catch {
        // Then it is known until the page is left.
    }
    showForget();
}

export function token() {
    return kept;
}

/** Makes the button that forgets the token work, which is there while there is a token. */
export function showForget() {
    const button = document.getElementById("forget");
    button.hidden = kept === "";
    button.onclick = () => {
        keep("");
        location.reload();
    };
}

/** Asks once, for all who wait: true when a token was given. */
export function ask() {
    asking ??= dialog(kept !== "").finally(() => (asking = null));
    return asking;
}

function dialog(refused) {
    return new Promise((resolve) => {
        const input = el("input", {
            id: "token",
            type: "password",
            autocomplete: "off",
            spellcheck: "false",
            required: true,
        });
        const box = el(
            "dialog",
            { "aria-labelledby": "token-title", "aria-describedby": "token-hint" },
            el("form", { onsubmit: given }, [
                el("h2", { id: "token-title" }, "This registry asks for a token"),
                el(
                    "p.hint",
                    { id: "token-hint" },
                    "It is sent to this server only, and kept until this tab is closed.",
                ),
                refused && el("p.problem", { role: "alert" }, "The server did not take the last one."),
                el("label", { for: "token" }, "Token"),
                input,
                el(
                    "p.row",
                    {},
                    el("button.main", { type: "submit" }, "Go on"),
                    el("button", { type: "button", onclick: () => box.close() }, "Cancel"),
                ),
            ]),
        );

        function given(event) {
            event.preventDefault();
            keep(input.value.trim());
            box.close("given");
        }

        box.addEventListener("close", () => {
            box.remove();
            resolve(box.returnValue === "given");
        });
        document.body.append(box);
        box.showModal();
    });
}
