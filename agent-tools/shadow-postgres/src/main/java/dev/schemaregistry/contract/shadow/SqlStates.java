package dev.schemaregistry.contract.shadow;

import dev.schemaregistry.contract.Rule;
import java.util.Arrays;
import java.util.Map;

/** From SQLSTATEs (PostgreSQL's manual, appendix A) to rules: the rule of that code, else that of its class. */
final class SqlStates {
    private static final Map<String, Rule> BY_CLASS = Map.of(
            "22", Rule.INVALID_CONSTANT,
            "42", Rule.NOT_SUPPORTED,
            "0A", Rule.NOT_SUPPORTED,
            "3F", Rule.UNKNOWN_TABLE,
            "54", Rule.POLICY_LIMIT,
            "57", Rule.POLICY_LIMIT,
            "25", Rule.POLICY_WRITE);

    private SqlStates() {}

    static Rule rule(String code) {
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseGet(
                        () -> BY_CLASS.getOrDefault(code.length() < 2 ? "" : code.substring(0, 2), Rule.NOT_SUPPORTED));
    }
}
