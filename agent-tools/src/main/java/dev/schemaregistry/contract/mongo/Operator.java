package dev.schemaregistry.contract.mongo;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An operator, stage or command as the table has it.
 *
 * @param kind where it may stand
 * @param since the first server version
 * @param argument how its argument is written: one word, or a text that {@code listed} and {@code named} were read from
 * @param listed its arguments in a list, if it takes one
 * @param named its arguments by name, if it takes them so
 */
record Operator(
        String kind,
        String name,
        String since,
        String argument,
        Optional<List<Parameter>> listed,
        Optional<List<Parameter>> named,
        String result) {
    static final String REFUSED = "refused";

    /**
     * One argument.
     *
     * @param word how it is looked at: kinds of values, or {@code any}, {@code literal}, {@code special}, …
     * @param kinds what it may be; empty for anything
     */
    record Parameter(String name, String word, Set<Kind> kinds, boolean optional, boolean repeated) {}

    boolean isRefused() {
        return result.equals(REFUSED);
    }

    Optional<Parameter> findNamed(String wanted) {
        return named.orElse(List.of()).stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .findFirst();
    }

    List<String> names() {
        return named.orElse(List.of()).stream().map(Parameter::name).toList();
    }
}
