// Builds elements. Text only ever becomes text: nothing here reads markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element such as "p.hint"; attributes whose name starts with "on" are listeners, true is an empty attribute. */
export function el(tag, attributes = {}, ...children) {
    return made((name) => document.createElement(name), tag, attributes, children);
}

/** The same for drawings. */
export function svg(tag, attributes = {}, ...children) {
    return made((name) => document.createElementNS(SVG, name), tag, attributes, children);
}

/** Puts these children in place of what an element holds. */
export function fill(element, ...children) {
    element.replaceChildren(...present(children));
    return element;
}

function made(create, tag, attributes, children) {
    const [name, ...classes] = tag.split(".");
    const element = create(name);
    if (classes.length > 0) {
        element.classList.add(...classes);
    }
    for (const [key, value] of Object.entries(attributes)) {
        set(element, key, value);
    }
    element.append(...present(children));
    return element;
}

function set(element, key, value) {
    if (key.startsWith("on")) {
        element.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
        element.setAttribute(key, value === true ? "" : value);
    }
}

function present(children) {
    return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
}
