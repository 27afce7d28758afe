package dev.schemaregistry.contract.slack;

import dev.schemaregistry.contract.Finding.Severity;
import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.CheckedRequest;
import dev.schemaregistry.contract.json.JsonPart;
import dev.schemaregistry.contract.json.Numbers;
import dev.schemaregistry.contract.json.ShapeWalk;
import dev.schemaregistry.contract.json.ShapeWalk.Handler;
import dev.schemaregistry.contract.json.Shapes;
import dev.schemaregistry.contract.json.TableLines;
import dev.schemaregistry.contract.json.WordCheck;
import dev.schemaregistry.model.Table;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The check of one call. Confined to one thread. */
final class SlackCheck {
    private static final Shapes SHAPES = Shapes.of(TableLines.read(SlackCheck.class, "shapes.txt"));
    private static final BigDecimal MOST_AT_ONCE = BigDecimal.valueOf(1_000);
    private static final Pattern MOMENT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");
    private static final List<String> TYPES = List.of("public_channel", "private_channel");

    private final JsonPart call;
    private final CheckedRequest checked;
    private Optional<Table> channel = Optional.empty();

    SlackCheck(JsonPart call, CheckedRequest checked) {
        this.call = call;
        this.checked = checked;
    }

    void run() {
        if (!call.isObject()) {
            checked.findings()
                    .error(
                            Rule.SYNTAX_ERROR,
                            call,
                            "a call is an object, such as {\"method\": \"conversations.list\"}");
            return;
        }
        Optional<JsonPart> name = call.find("method");
        if (name.isEmpty()) {
            checked.findings().error(Rule.SYNTAX_ERROR, call, "the call names no \"method\"");
        }
        name.flatMap(this::method).ifPresent(method -> {
            checked.isRead();
            new ShapeWalk(SHAPES, checked.findings(), kinds()).walk(method.name(), call);
            AnswerFields fields = new AnswerFields(checked, method, channel);
            call.find("fields").ifPresentOrElse(fields::check, fields::checkAll);
            checked.answers(fields.columns(call.find("fields")));
            advise(method, name.get());
        });
    }

    /** A method on the list of reads; empty when there is a finding instead. */
    private Optional<Method> method(JsonPart name) {
        Optional<Method> known = Optional.of(name).filter(JsonPart::isText).flatMap(text -> Method.find(text.text()));
        if (known.filter(Method::reads).isPresent()) {
            return known;
        }
        if (known.isPresent() || name.text().startsWith("admin.")) {
            checked.findings()
                    .error(
                            Rule.POLICY_WRITE,
                            name,
                            "\"" + name.text() + "\" changes something; only reads are allowed");
            return Optional.empty();
        }
        checked.findings()
                .error(
                        Rule.POLICY_NOT_A_READ,
                        name,
                        "\"" + name.text() + "\" is not on the list of methods that only read",
                        checked.findings().nearest(name.text(), Method.namesOfReads()));
        return Optional.empty();
    }

    private Map<String, Handler> kinds() {
        Map<String, Handler> kinds = new HashMap<>();
        kinds.put("fields", (parent, value) -> {});
        kinds.put("channel", (parent, value) -> channel = new Channels(checked).resolve(value));
        kinds.put("limit", (parent, value) -> limit(value));
        kinds.put("moment", (parent, value) -> moment(value));
        kinds.put("types", (parent, value) -> types(value));
        return kinds;
    }

    private void limit(JsonPart limit) {
        boolean positive = new Numbers(checked.findings()).isPositive(limit);
        if (positive && limit.number().compareTo(MOST_AT_ONCE) > 0) {
            checked.findings()
                    .error(
                            Rule.POLICY_RESULT_SIZE,
                            limit,
                            "\"" + limit.path() + "\" is " + limit.text() + ", and Slack gives at most " + MOST_AT_ONCE
                                    + " at once; go on with the cursor of the answer");
        }
    }

    private void moment(JsonPart moment) {
        boolean fits = (moment.isText() || moment.isNumber())
                && MOMENT.matcher(moment.text()).matches();
        if (!fits) {
            checked.findings()
                    .error(
                            Rule.INVALID_MOMENT,
                            moment,
                            "\"" + moment.path()
                                    + "\" must be seconds since 1970 with six digits behind the dot, in quotes");
        }
    }

    private void types(JsonPart types) {
        if (!types.isText()) {
            checked.findings()
                    .error(Rule.SYNTAX_ERROR, types, ShapeWalk.wrongKind(types, "words with commas between them"));
            return;
        }
        List.of(types.text().split("\\s*,\\s*", -1)).stream()
                .filter(word -> !TYPES.contains(word))
                .findFirst()
                .ifPresent(word -> new WordCheck(checked.findings()).check(types, TYPES));
    }

    /** What the source demands, and how often it answers; for whoever makes the call. */
    private void advise(Method method, JsonPart name) {
        boolean isPrivate = channel.filter(table -> table.name().namespace().equals(Channels.PRIVATE))
                .isPresent();
        String scope = isPrivate ? method.privateScope() : method.scope();
        if (!scope.equals("-")) {
            checked.findings()
                    .note(Rule.REQUIRED_SCOPE, Severity.INFO, name, method.name() + " needs the scope " + scope);
        }
        checked.findings()
                .note(
                        Rule.RATE_LIMIT,
                        Severity.INFO,
                        name,
                        method.name() + " may be called about " + method.perMinute()
                                + " times a minute; after an answer 429 wait"
                                + " as long as Retry-After says"
                                + (method.answersWith("message")
                                        ? ", and some apps get 15 messages a minute only"
                                        : ""));
    }
}
