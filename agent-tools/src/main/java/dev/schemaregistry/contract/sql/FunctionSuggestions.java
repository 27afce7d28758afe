package dev.schemaregistry.contract.sql;

import dev.schemaregistry.contract.NameSuggestions;
import dev.schemaregistry.contract.sql.catalog.PostgresCatalog;
import dev.schemaregistry.model.EditDistance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions that may have been meant: those other engines call by the wrong name first, then those spelt alike. */
final class FunctionSuggestions {
    private static final Map<String, String> FOREIGN = foreign();
    private static final Set<String> COMMON = WordList.read("postgres-common-functions.txt");

    private FunctionSuggestions() {}

    private static Map<String, String> foreign() {
        Map<String, String> names = new HashMap<>();
        for (String pair : WordList.read("postgres-foreign-functions.txt")) {
            int equals = pair.indexOf('=');
            names.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Map.copyOf(names);
    }

    static List<String> forName(String name, PostgresCatalog catalog) {
        List<String> suggestions = new ArrayList<>();
        String known = FOREIGN.get(name);
        if (known != null) {
            suggestions.add(known);
        }
        List<String> common = NameSuggestions.nearest(name, COMMON);
        boolean near = !common.isEmpty()
                && (NameSuggestions.similarity(name, common.get(0)) > 0.7
                        || EditDistance.between(name, common.get(0)) == 1);
        if (near) {
            common.stream().filter(other -> !suggestions.contains(other)).forEach(suggestions::add);
        }
        NameSuggestions.nearest(name, catalog.functionNames()).stream()
                .filter(other -> !suggestions.contains(other) && NameSuggestions.similarity(name, other) > 0.7)
                .forEach(suggestions::add);
        return suggestions.subList(0, Math.min(3, suggestions.size()));
    }
}
