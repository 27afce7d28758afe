package dev.schemaregistry.summary;

import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.TableVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes tables as text for a prompt, never more than a number of tokens. What does not fit is left out by importance and said
 * so, with the operation that gives it. Text from a source is one line, quoted, fenced and cut. Equal requests give equal text.
 *
 * <p>Thread-safe. Tokens are those of {@code o200k_base}.
 */
public final class SchemaSummarizer {
    private static final int TOKENS_PER_ITEM = 20;

    /** The tables, in order, as far as the budget goes. */
    public Summary summarize(SummaryRequest request) {
        SummaryPlan plan = new SummaryPlan(request.tables(), request.level());
        SummaryWriter writer = SummaryWriter.of(request.format());
        int count = affordable(plan, request);
        while (true) {
            Selection selection = plan.first(count, request.level());
            String text = writer.write(selection, request.level());
            int tokens = TokenCounter.count(text);
            if (tokens <= request.maxTokens()) {
                return new Summary(text, tokens, shown(selection), cuts(selection));
            }
            if (count == 0) {
                return new Summary("", 0, List.of(), cuts(selection));
            }
            count -= Math.max(1, Math.min(count / 2, (tokens - request.maxTokens()) / TOKENS_PER_ITEM));
        }
    }

    /** One table at the full level. */
    public Summary describe(TableVersion version, int maxTokens) {
        return summarize(
                new SummaryRequest(List.of(SummaryTable.of(version)), SummaryLevel.FULL, SummaryFormat.DDL, maxTokens));
    }

    /** The tokens of any text, by the same count that budgets use. */
    public int countTokens(String text) {
        return TokenCounter.count(text);
    }

    /** Whether a text has at most so many tokens; of a long one no more are counted than it takes to tell. */
    public boolean isWithin(String text, int maxTokens) {
        return TokenCounter.isWithin(text, maxTokens);
    }

    /** How many items of the plan fit by their own tokens, the frame not counted; a little too many rather than too few. */
    private static int affordable(SummaryPlan plan, SummaryRequest request) {
        int spent = 0;
        for (int item = 0; item < plan.size(); item++) {
            spent += TokenCounter.count(plan.costText(item, request.level()));
            if (spent > request.maxTokens()) {
                return item;
            }
        }
        return plan.size();
    }

    private static List<ShownTable> shown(Selection selection) {
        return selection.tables().stream()
                .map(table -> new ShownTable(
                        table.version().ref(),
                        table.shown().stream().map(Field::name).toList(),
                        table.omitted(),
                        table.brief()))
                .toList();
    }

    private static List<Summary.Cut> cuts(Selection selection) {
        List<Summary.Cut> cuts = new ArrayList<>();
        selection.tables().stream().filter(table -> table.omitted() > 0).forEach(table -> cuts.add(table.cut()));
        if (selection.brief() > 0) {
            cuts.add(selection.typesCut());
        }
        if (selection.leftOut() > 0) {
            cuts.add(selection.leftOutCut());
        }
        return cuts;
    }
}
