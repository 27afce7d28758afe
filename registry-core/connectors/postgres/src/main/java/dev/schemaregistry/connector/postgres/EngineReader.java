package dev.schemaregistry.connector.postgres;

import dev.schemaregistry.connector.postgres.CatalogQuery.Row;
import dev.schemaregistry.connector.postgres.EngineDrafts.Draft;
import dev.schemaregistry.model.EngineCast;
import dev.schemaregistry.model.EngineCatalog;
import dev.schemaregistry.model.EngineFunction;
import dev.schemaregistry.model.EngineOperator;
import dev.schemaregistry.model.EngineType;
import dev.schemaregistry.model.EngineView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the types, functions, operators and casts of users and extensions with seven queries, however many there are. Used once,
 * inside of one transaction.
 */
final class EngineReader {
    /** Above this many objects none is kept: a part of them would mislead. */
    static final int MOST = 20_000;

    private static final CatalogQuery TYPES = CatalogQuery.of("engine-types.sql");
    private static final CatalogQuery FUNCTIONS = CatalogQuery.of("engine-functions.sql");
    private static final CatalogQuery OPERATORS = CatalogQuery.of("engine-operators.sql");
    private static final CatalogQuery CASTS = CatalogQuery.of("engine-casts.sql");
    private static final CatalogQuery VIEWS = CatalogQuery.of("engine-views.sql");

    private static final Map<String, String> WITH_MULTIRANGES =
            Map.of("/*multirange*/ 0::oid AS multirange", "r.rngmultitypid AS multirange");
    private static final int MULTIRANGES = 140_000;

    private final Connection connection;
    private final Namespaces namespaces;
    private final Server server;
    private final EngineNames names = new EngineNames();
    private int found;

    EngineReader(Connection connection, Namespaces namespaces, Server server) {
        this.connection = connection;
        this.namespaces = namespaces;
        this.server = server;
    }

    /** What the engine knows; empty where that is more than is kept. */
    Optional<EngineCatalog> read() throws SQLException {
        List<Draft<EngineType>> types = drafts(types(), EngineDrafts::type);
        List<Draft<EngineFunction>> functions = drafts(FUNCTIONS, EngineDrafts::function);
        List<Draft<EngineOperator>> operators = drafts(OPERATORS, EngineDrafts::operator);
        List<Draft<EngineCast>> casts = drafts(CASTS, EngineDrafts::cast);
        List<Draft<EngineView>> views = drafts(VIEWS, this::view);
        if (found > MOST) {
            return Optional.empty();
        }
        names.read(connection);
        return Optional.of(new EngineCatalog(
                server.searchPath(),
                finish(types),
                finish(functions),
                finish(operators),
                finish(casts),
                finish(views)));
    }

    private CatalogQuery types() {
        return server.versionNumber() < MULTIRANGES ? TYPES : TYPES.with(WITH_MULTIRANGES);
    }

    private Draft<EngineView> view(Row row, EngineNames needed) throws SQLException {
        return EngineDrafts.view(row, namespaces.table(row.text("nspname"), row.text("relname")), needed);
    }

    private interface Drafting<T> {
        Draft<T> of(Row row, EngineNames needed) throws SQLException;
    }

    private <T> List<Draft<T>> drafts(CatalogQuery query, Drafting<T> drafting) throws SQLException {
        List<Draft<T>> drafts = new ArrayList<>();
        query.forEach(connection, row -> drafts.add(drafting.of(row, names)));
        found += drafts.size();
        return drafts;
    }

    private <T> List<T> finish(List<Draft<T>> drafts) {
        return drafts.stream().flatMap(draft -> draft.finish(names).stream()).toList();
    }
}
