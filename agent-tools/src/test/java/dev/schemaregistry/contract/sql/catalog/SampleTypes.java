package dev.schemaregistry.contract.sql.catalog;

import java.util.ArrayList;
import java.util.List;

/** The bundled catalog with one user-defined type of each sort, and types by the names used in the tests. */
final class SampleTypes {

    /** The same types on a server. */
    static final String SETUP = """
            CREATE TYPE mood AS ENUM ('calm', 'merry');
            CREATE DOMAIN dint AS int4;
            CREATE DOMAIN dtext AS text;
            CREATE DOMAIN dints AS int4[];
            CREATE DOMAIN dmood AS mood;
            CREATE TYPE comp AS (x int, y text);
            CREATE TYPE frange AS RANGE (subtype = float8, multirange_type_name = fmultirange);
            """;

    static final PostgresCatalog CATALOG = catalog();
    static final TypeResolution RESOLUTION = new TypeResolution(CATALOG);

    private SampleTypes() {}

    private static PostgresCatalog catalog() {
        PostgresCatalog bundled = PostgresCatalog.bundled();
        CatalogExtension extension = bundled.extend();
        int mood = extension.addEnum("public", "mood");
        extension.addDomain("public", "dint", TypeIds.INT4);
        extension.addDomain("public", "dtext", TypeIds.TEXT);
        extension.addDomain("public", "dints", bundled.arrayType(TypeIds.INT4).orElseThrow());
        extension.addDomain("public", "dmood", mood);
        extension.addComposite("public", "comp");
        extension.addRange("public", "frange", "fmultirange", TypeIds.FLOAT8);
        return extension.build();
    }

    static int type(String name) {
        if (name.endsWith("[]")) {
            return CATALOG.arrayType(type(name.substring(0, name.length() - 2))).orElseThrow();
        }
        return CATALOG.findType(name.replace("\"", "")).orElseThrow().oid();
    }

    static List<Integer> types(String names) {
        List<Integer> types = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            if (!name.isEmpty()) {
                types.add(type(name));
            }
        }
        return types;
    }

    /** A type's name, or the SQLSTATE the server answers instead. */
    static String answer(Resolution resolution) {
        if (resolution instanceof Resolution.Resolved resolved) {
            return CATALOG.displayName(resolved.returnType());
        }
        if (resolution instanceof Resolution.NotFound notFound) {
            return notFound.reason() == Resolution.Reason.UNDETERMINED_TYPE ? "42804" : "42883";
        }
        return "42725";
    }
}
