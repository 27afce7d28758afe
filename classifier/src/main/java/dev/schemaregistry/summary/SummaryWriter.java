package dev.schemaregistry.summary;

/** Writes a selection in one notation. Pure. */
interface SummaryWriter {
    String write(Selection selection, SummaryLevel level);

    static SummaryWriter of(SummaryFormat format) {
        return switch (format) {
            case DDL -> new DdlWriter();
            case MARKDOWN -> new MarkdownWriter();
            case JSON -> new JsonWriter();
        };
    }
}
