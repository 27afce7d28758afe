package dev.schemaregistry.contract;

/** Words from a query or a source, for a message: without control characters, at most 300 characters. */
public final class HarmlessText {
    private static final int MOST = 300;

    private HarmlessText() {}

    /** The words, each control and format character a blank. */
    public static String of(String words) {
        StringBuilder out = new StringBuilder();
        words.codePoints().limit(MOST).forEach(c -> {
            boolean harmless = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            out.appendCodePoint(harmless ? c : ' ');
        });
        return out.toString();
    }
}
