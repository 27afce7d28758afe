package dev.schemaregistry.connector.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import dev.schemaregistry.spi.DryRunReport;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What the server's answers mean for a query. */
final class Reports {
    private static final int UNAUTHORIZED = 13;

    private Reports() {}

    static DryRunReport rejected(String code, String message) {
        return rejected(code, message, "");
    }

    private static DryRunReport rejected(String code, String message, String hint) {
        return DryRunReport.rejected(code, message, hint, OptionalInt.empty());
    }

    /** A server plans for a collection that is not there as if it were empty. */
    static DryRunReport unknownCollection(String database, String collection) {
        return rejected("42P01", "there is no collection " + quoted(collection) + " in database " + quoted(database));
    }

    /**
     * The report on a command that the server did not plan.
     *
     * @throws MongoException the same, when it was not the command that failed
     */
    static DryRunReport of(MongoException failure, String database, List<String> collections) {
        if (MongoFailures.isTimeout(failure)) {
            return DryRunReport.unverified("57014", "the server did not plan it in time", "");
        }
        if (!(failure instanceof MongoCommandException command) || MongoFailures.isUnreachable(failure)) {
            throw failure;
        }
        if (command.getErrorCode() == UNAUTHORIZED) {
            return missingPrivilege(database, collections);
        }
        if (MongoFailures.isDenied(failure)) {
            throw failure;
        }
        String message = MongoFailures.sentence(failure);
        return EngineCodes.find(command.getErrorCode(), command.getErrorMessage())
                .map(code -> rejected(code, message))
                .orElseGet(
                        () -> DryRunReport.unverified(MongoFailures.oneLine(command.getErrorCodeName()), message, ""));
    }

    /** The server's sentence repeats the whole command; the privilege is what is of use. */
    private static DryRunReport missingPrivilege(String database, List<String> collections) {
        String names = collections.stream()
                .map(collection -> quoted(database + '.' + collection))
                .collect(Collectors.joining(" or "));
        return rejected(
                "42501",
                "the user lacks the privilege find on " + names + " (13 Unauthorized)",
                "the role read on database " + quoted(database) + " grants it");
    }

    private static String quoted(String name) {
        return '"' + MongoFailures.oneLine(name) + '"';
    }
}
