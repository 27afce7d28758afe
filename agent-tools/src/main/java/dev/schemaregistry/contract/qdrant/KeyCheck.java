package dev.schemaregistry.contract.qdrant;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Known;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Missing;
import dev.schemaregistry.contract.qdrant.PayloadKeys.OtherLists;
import dev.schemaregistry.contract.qdrant.PayloadKeys.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges keys of a payload. The schema is sampled: a name that nobody saw may exist, so it is a warning, unless a known one is so near
 * that it was meant.
 *
 * @param keys where keys start
 * @param above the key of the documents in which they start; empty for the payload itself
 */
record KeyCheck(Ground ground, PayloadKeys keys, String above) {
    private static final double MEANT = 0.75;

    /** What a key leads to; empty when it is not known, about which there is a finding. */
    Optional<Known> check(JsonPart key) {
        if (!key.isText()) {
            ground.findings().error(Rule.SYNTAX_ERROR, key, ShapeWalk.wrongKind(key, "a key of the payload"));
            return Optional.empty();
        }
        Optional<PayloadPath> path = PayloadPath.parse(key.text());
        if (path.isEmpty()) {
            ground.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            key,
                            '"' + key.text()
                                    + "\" is no key of a payload; write names between dots, quoted where they hold"
                                    + " other characters, and [] behind a list");
            return Optional.empty();
        }
        return check(key, path.get());
    }

    /** The same where a key passes through lists by itself, as in the choice of what is returned. */
    void checkWithinLists(JsonPart key) {
        boolean lists = key.isText()
                && PayloadPath.parse(key.text())
                        .map(keys::find)
                        .filter(target -> target instanceof OtherLists other && other.isList())
                        .isPresent();
        if (!lists) {
            check(key);
            return;
        }
        ground.checked()
                .requireShown(
                        ground.collection().table().name(),
                        PayloadPath.parse(key.text())
                                .map(path -> path.text().replaceAll("(\\[])+", ""))
                                .orElse(""));
    }

    private Optional<Known> check(JsonPart key, PayloadPath path) {
        Target target = keys.find(path);
        if (target instanceof Known known) {
            String whole = above.isEmpty() ? path.text() : above + '.' + path.text();
            ground.uses(ground.collection().storedName(whole).replaceAll("(\\[])+", ""));
            return Optional.of(known);
        }
        if (target instanceof OtherLists lists) {
            ground.findings()
                    .error(
                            Rule.UNKNOWN_COLUMN,
                            key,
                            '"' + lists.field() + "\" is " + (lists.isList() ? "a list" : "no list") + "; write \""
                                    + lists.corrected() + '"',
                            List.of(lists.corrected()));
        }
        if (target instanceof Missing missing) {
            missing(key, missing);
        }
        return Optional.empty();
    }

    /** What a key leads to, without a word about it. */
    Optional<Known> find(JsonPart key) {
        return Optional.of(key)
                .filter(JsonPart::isText)
                .flatMap(text -> PayloadPath.parse(text.text()))
                .map(keys::find)
                .flatMap(target -> target instanceof Known known ? Optional.of(known) : Optional.empty());
    }

    private void missing(JsonPart key, Missing missing) {
        List<String> nearest = nearest(key.text(), missing);
        boolean meant = nearest.stream()
                .findFirst()
                .filter(best -> isMeant(key.text(), best, missing))
                .isPresent();
        String where = missing.before().isEmpty() ? "" : " in \"" + PayloadPath.text(missing.before()) + '"';
        String seen = " among the sampled payloads of \"" + ground.collection().name() + '"';
        ground.findings()
                .note(
                        Rule.UNKNOWN_COLUMN,
                        meant ? Severity.ERROR : Severity.WARNING,
                        key,
                        "no key \"" + missing.step().name() + '"' + where + seen + CollectionNames.nearest(nearest),
                        nearest);
    }

    private List<String> nearest(String written, Missing missing) {
        Set<String> candidates = new LinkedHashSet<>();
        missing.siblings().forEach(name -> candidates.add(beside(missing, name)));
        candidates.addAll(keys.paths());
        String leaf = missing.step().name();
        List<String> sameLeaf = candidates.stream()
                .filter(path -> path.endsWith('.' + leaf))
                .limit(3)
                .toList();
        return sameLeaf.isEmpty() ? ground.findings().nearest(written, candidates) : sameLeaf;
    }

    private static String beside(Missing missing, String name) {
        List<PayloadPath.Step> steps = new ArrayList<>(missing.before());
        steps.add(new PayloadPath.Step(name, 0));
        return PayloadPath.text(steps);
    }

    private static boolean isMeant(String written, String best, Missing missing) {
        return best.endsWith('.' + missing.step().name()) || NameSuggestions.similarity(written, best) >= MEANT;
    }

    /** For conditions on the documents in a list. */
    Optional<KeyCheck> inItems(JsonPart key, Known known) {
        String whole = above.isEmpty() ? key.text() : above + '.' + key.text();
        return PayloadKeys.inItems(known.type()).map(inner -> new KeyCheck(ground, inner, whole));
    }

    /** A value of that kind can be met there; if not, there is a finding. */
    boolean suits(JsonPart condition, String key, Known known, Values values) {
        boolean suits = values.mayStandIn(known.type());
        if (!suits) {
            ground.findings()
                    .error(
                            Rule.TYPE_MISMATCH,
                            condition,
                            "this asks for " + values.words() + ", and \"" + key + "\" holds " + describe(known));
        }
        return suits;
    }

    private static String describe(Known known) {
        return known.type().text();
    }
}
