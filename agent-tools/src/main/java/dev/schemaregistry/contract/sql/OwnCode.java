package dev.schemaregistry.contract.sql;

import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineRoutine;
import dev.schemaregistry.model.EngineRoutine.Volatility;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which code of users and extensions a read may run: none that users wrote, and of a few well-known extensions what is not volatile
 * and on their list.
 */
final class OwnCode {
    private static final Map<String, List<String>> PURE = pure();

    private OwnCode() {}

    private static Map<String, List<String>> pure() {
        Map<String, List<String>> extensions = new HashMap<>();
        for (String line : WordList.lines("postgres-pure-extensions.txt")) {
            int colon = line.indexOf(':');
            List<String> names = Arrays.asList(line.substring(colon + 1).trim().split("\\s+"));
            extensions.put(line.substring(0, colon), names);
        }
        return Map.copyOf(extensions);
    }

    static boolean isAllowed(EngineRoutine routine) {
        String name = routine.name().name();
        if (routine.name().isBuiltIn()) {
            return FunctionPolicy.isBuiltInAllowed(name, routine.volatility() == Volatility.VOLATILE);
        }
        return routine.volatility() != Volatility.VOLATILE
                && routine.extension()
                        .filter(extension -> isListed(PURE.getOrDefault(extension, List.of()), name))
                        .isPresent();
    }

    /** A function must also be ours to call, and run with the rights of who calls it. */
    static boolean isAllowed(EngineFunction function) {
        return isAllowed(function.routine())
                && function.callable()
                && !function.definer()
                && function.kind() != EngineFunction.Kind.PROCEDURE;
    }

    private static boolean isListed(List<String> names, String name) {
        boolean taken = names.contains('-' + name);
        return !taken && names.stream().anyMatch(entry -> fits(entry, name));
    }

    private static boolean fits(String entry, String name) {
        return entry.endsWith("*") ? name.startsWith(entry.substring(0, entry.length() - 1)) : entry.equals(name);
    }
}
