package dev.schemaregistry.tools;

import dev.schemaregistry.model.SourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * An answer before it is known how much of it fits: a head, parts in the order in which they deserve room, and a foot that says
 * what was cut and how fresh it is. A value, built by {@code with…} and {@code add}; confined to one thread.
 */
final class Draft {
    private final String noun;
    private final Function<SourceId, Optional<Freshness>> freshness;
    private final Map<String, Object> head = new LinkedHashMap<>();
    private final StringBuilder headText = new StringBuilder();
    private final Map<String, String> headings = new LinkedHashMap<>();
    private final Set<SourceId> headSources = new LinkedHashSet<>();
    private final List<Part> parts = new ArrayList<>();
    private Optional<IntFunction<Map<String, Object>>> resume = Optional.empty();
    private boolean listing;
    private boolean more;
    private int offset;
    private int total = -1;

    /** @param noun what the counted parts are called: {@code tables} */
    Draft(String noun, Function<SourceId, Optional<Freshness>> freshness) {
        this.noun = noun;
        this.freshness = freshness;
    }

    Draft head(String key, Object json) {
        head.put(key, json);
        return this;
    }

    Draft headLine(String line) {
        headText.append(line).append('\n');
        return this;
    }

    /** A source that the whole answer is about. */
    Draft about(SourceId source) {
        headSources.add(source);
        return this;
    }

    Draft heading(String section, String text) {
        headings.put(section, text);
        return this;
    }

    Draft add(Part part) {
        parts.add(part);
        return this;
    }

    /** The parts are one page of {@code all}, beginning at {@code from}; the next page begins where this one is cut. */
    Draft page(int from, int all) {
        offset = from;
        total = all;
        return resume(shown -> Map.of(Arguments.CURSOR, String.valueOf(from + shown)));
    }

    /** How many there are in all, when that is not the number of the parts. */
    Draft total(int all) {
        total = all;
        return this;
    }

    /** How to go on after that many counted parts: the arguments to change. */
    Draft resume(IntFunction<Map<String, Object>> next) {
        listing = true;
        resume = Optional.of(next);
        return this;
    }

    /** There is more than the parts: even all of them are a cut. */
    Draft more() {
        more = true;
        return this;
    }

    /** Whether the next call may begin where this answer is cut. */
    boolean isListing() {
        return listing;
    }

    List<Part> parts() {
        return parts;
    }

    private int total() {
        return total < 0 ? Part.counted(parts) : total;
    }

    /** The answer with its first {@code shown} parts. {@code enough} is the size at which nothing would be cut, 0 if not known. */
    ToolAnswer draw(int shown, int enough) {
        List<Part> visible = parts.subList(0, shown);
        int upTo = offset + Part.counted(visible);
        boolean cut = more || shown < parts.size() || upTo < total();
        Map<String, Object> json = new LinkedHashMap<>(head);
        StringBuilder text = new StringBuilder(headText);
        drawParts(visible, json, text);
        json.put("truncated", cut);
        if (!parts.isEmpty() || listing) {
            json.put("total", total());
        }
        if (cut) {
            Map<String, Object> next = next(Part.counted(visible), enough);
            json.put("next", next);
            text.append("cut: ")
                    .append(Part.counted(visible))
                    .append(" of ")
                    .append(total())
                    .append(' ')
                    .append(noun);
            text.append(" shown; repeat with ").append(words(next)).append('\n');
        }
        drawFreshness(visible, json, text);
        return new ToolAnswer(Collections.unmodifiableMap(json), text.toString().stripTrailing(), Optional.empty());
    }

    /** What is left to say when not even one part fits: the head alone, then how fresh the sources are. */
    List<ToolAnswer> drawNothing(int enough) {
        ToolAnswer fresh = drawCut(enough, false, true);
        return headText.isEmpty() ? List.of(fresh) : List.of(drawCut(enough, true, false), fresh);
    }

    /** The answer without any part, with or without its head and how fresh it is. */
    ToolAnswer drawCut(int enough, boolean headed, boolean fresh) {
        Map<String, Object> next = Map.of(Arguments.MAX_TOKENS, Math.max(enough, Budget.LEAST));
        Map<String, Object> json = new LinkedHashMap<>(headed ? head : Map.of());
        json.put("truncated", true);
        json.put("total", total());
        json.put("next", next);
        StringBuilder text = new StringBuilder(headed ? headText : "");
        text.append("cut: 0 of ").append(total()).append(' ').append(noun);
        text.append(" shown; repeat with ").append(words(next)).append('\n');
        if (fresh) {
            drawFreshness(List.of(), json, text);
        }
        return new ToolAnswer(Collections.unmodifiableMap(json), text.toString().stripTrailing(), Optional.empty());
    }

    private void drawParts(List<Part> visible, Map<String, Object> json, StringBuilder text) {
        String section = "";
        for (Part part : visible) {
            if (!part.section().equals(section)) {
                section = part.section();
                Optional.ofNullable(headings.get(section))
                        .ifPresent(line -> text.append(line).append('\n'));
            }
            if (!part.text().isEmpty()) {
                text.append(part.text()).append('\n');
            }
            put(json, part);
        }
    }

    @SuppressWarnings("unchecked") // a section is made here, as a map when its parts are named and else as a list
    private static void put(Map<String, Object> json, Part part) {
        if (part.section().isEmpty()) {
            json.put(part.key(), part.json());
            return;
        }
        if (part.key().isEmpty()) {
            ((List<Object>) json.computeIfAbsent(part.section(), name -> new ArrayList<>())).add(part.json());
            return;
        }
        ((Map<String, Object>) json.computeIfAbsent(part.section(), name -> new LinkedHashMap<>()))
                .put(part.key(), part.json());
    }

    private Map<String, Object> next(int shown, int enough) {
        return resume.filter(any -> shown > 0)
                .map(arguments -> arguments.apply(shown))
                .orElseGet(() -> Map.of(Arguments.MAX_TOKENS, Math.max(enough, Budget.LEAST)));
    }

    private static String words(Map<String, Object> next) {
        return next.entrySet().stream()
                .map(entry -> entry.getKey() + ' ' + entry.getValue())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private void drawFreshness(List<Part> visible, Map<String, Object> json, StringBuilder text) {
        Set<SourceId> sources = new LinkedHashSet<>(headSources);
        visible.forEach(part -> part.source().ifPresent(sources::add));
        Map<String, Object> ages = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (SourceId source : sources) {
            freshness.apply(source).ifPresent(fresh -> {
                ages.put(source.value(), fresh.json());
                words.add(fresh.text());
            });
        }
        if (!ages.isEmpty()) {
            json.put("freshness", ages);
            text.append("fresh: ").append(String.join("; ", words)).append('\n');
        }
    }
}
