package dev.schemaregistry.server.cli;

import dev.schemaregistry.contract.Finding;

/** Draws a finding under the line of the query it is about. */
record FindingPage(Page page, String query) {
    void show(Finding finding) {
        String place = finding.line().isPresent()
                ? finding.line().getAsInt() + ":" + finding.column().orElse(1) + "  "
                : "";
        String nearest =
                finding.suggestions().isEmpty() ? "" : "; nearest: " + String.join(", ", finding.suggestions());
        page.blank()
                .line(
                        finding.isError() ? Span.bad(place + finding.code()) : Span.warning(place + finding.code()),
                        Span.plain("  " + finding.message() + nearest));
        if (finding.line().isPresent() && finding.column().isPresent()) {
            mark(
                    finding.line().getAsInt(),
                    finding.column().getAsInt(),
                    Math.max(1, finding.path().length()));
        }
    }

    private void mark(int line, int column, int length) {
        String text = query.lines().skip(line - 1L).findFirst().orElse("").replace('\t', ' ');
        if (column > text.length()) {
            return;
        }
        int from = Math.max(0, column - 60);
        String shown = text.substring(from, Math.min(text.length(), from + 110));
        String before = CleanText.line(text.substring(from, column - 1));
        int carets = Math.max(1, Math.min(length, shown.length() - (column - 1 - from)));
        page.line("    " + shown);
        page.line(Span.plain("    " + " ".repeat(CleanText.width(before))), Span.bad("^".repeat(carets)));
    }
}
