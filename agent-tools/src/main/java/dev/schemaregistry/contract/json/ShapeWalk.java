package dev.schemaregistry.contract.json;

import dev.schemaregistry.contract.Rule;
import dev.schemaregistry.contract.json.Shapes.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds an object against its shape, and each member against its kind. Confined to one thread. */
public final class ShapeWalk {
    /** Judges a member. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Says what is wrong with a member.
         *
         * @param parent the object that has it
         */
        void check(JsonPart parent, JsonPart value);
    }

    private final Shapes shapes;
    private final JsonFindings findings;
    private final Map<String, Handler> kinds = new HashMap<>();

    /** @param kinds what only the caller can judge, by kind */
    public ShapeWalk(Shapes shapes, JsonFindings findings, Map<String, Handler> kinds) {
        this.shapes = shapes;
        this.findings = findings;
        this.kinds.putAll(new Numbers(findings).kinds());
        this.kinds.put("any", (parent, value) -> {});
        this.kinds.put("text", (parent, value) -> isText(value));
        this.kinds.put("boolean", (parent, value) -> isBoolean(value));
        this.kinds.putAll(kinds);
    }

    /** Unknown members, missing ones, and each one's kind. */
    public void walk(String shape, JsonPart object) {
        if (!isObject(object)) {
            return;
        }
        Map<String, Member> members = shapes.members(shape);
        object.members().forEach((name, value) -> {
            Optional<Member> member = Optional.ofNullable(members.get(name));
            if (member.isEmpty()) {
                unknown(object, name, value, members);
            } else if (value.kind() != JsonPart.Kind.NULL) {
                check(member.get().kind(), object, value);
            }
        });
        members.forEach((name, member) -> {
            if (member.required() && !object.has(name)) {
                findings.error(Rule.SYNTAX_ERROR, object, where(object) + " needs \"" + name + '"');
            }
        });
    }

    private void check(String kind, JsonPart parent, JsonPart value) {
        if (kind.startsWith("@")) {
            walk(kind.substring(1), value);
            return;
        }
        Optional.ofNullable(kinds.get(kind))
                .orElseThrow(() -> new IllegalStateException("nobody judges the kind \"" + kind + '"'))
                .check(parent, value);
    }

    private void unknown(JsonPart object, String name, JsonPart value, Map<String, Member> members) {
        List<String> free = members.keySet().stream()
                .filter(known -> !object.members().containsKey(known))
                .toList();
        List<String> nearest = findings.nearest(name, free);
        findings.wrongName(
                Rule.UNKNOWN_KEY,
                value,
                where(object) + " takes no \"" + name + "\"; "
                        + (nearest.isEmpty()
                                ? "it takes " + String.join(", ", members.keySet())
                                : "nearest: " + String.join(", ", nearest)),
                nearest);
    }

    private static String where(JsonPart object) {
        return object.path().isEmpty() ? "the request" : '"' + object.path() + '"';
    }

    /** A finding unless it is an object. */
    public boolean isObject(JsonPart value) {
        return is(value, value.isObject(), "an object");
    }

    /** A finding unless it is a text. */
    public boolean isText(JsonPart value) {
        return is(value, value.isText(), "a text");
    }

    /** A finding unless it is true or false. */
    public boolean isBoolean(JsonPart value) {
        return is(value, value.isBoolean(), "true or false");
    }

    /** A finding unless it is a list. */
    public boolean isArray(JsonPart value) {
        return is(value, value.isArray(), "a list");
    }

    private boolean is(JsonPart value, boolean fits, String wanted) {
        if (!fits) {
            findings.error(Rule.SYNTAX_ERROR, value, wrongKind(value, wanted));
        }
        return fits;
    }

    /** The sentence about a value of the wrong kind. */
    public static String wrongKind(JsonPart value, String wanted) {
        return '"' + value.path() + "\" must be " + wanted + ", and is "
                + value.kind().words();
    }
}
