// Applies the chosen theme before anything is drawn; without a choice the system's is used.
(() => {
    const root = document.documentElement;
    const system = matchMedia("(prefers-color-scheme: dark)");

    const chosen = () => {
        try {
            return localStorage.getItem("theme");
        } catch {
            return null;
        }
    };

    const keep = (theme) => {
        try {
            localStorage.setItem("theme", theme);
        } catch {
            // A browser that keeps nothing shows the theme until the page is left.
        }
    };

    const apply = (theme) => (theme === "dark" || theme === "light") && root.setAttribute("data-theme", theme);
    const current = () => root.getAttribute("data-theme") ?? (system.matches ? "dark" : "light");

    apply(chosen());
    addEventListener("DOMContentLoaded", () => {
        const button = document.getElementById("theme");
        const label = () => (button.textContent = current() === "dark" ? "Light theme" : "Dark theme");
        label();
        system.addEventListener("change", label);
        button.addEventListener("click", () => {
            const theme = current() === "dark" ? "light" : "dark";
            apply(theme);
            keep(theme);
            label();
        });
    });
})();
