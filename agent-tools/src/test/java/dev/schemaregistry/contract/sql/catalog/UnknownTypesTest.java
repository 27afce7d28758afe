package dev.schemaregistry.contract.sql.catalog;

import static dev.schemaregistry.contract.sql.catalog.SampleTypes.CATALOG;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.RESOLUTION;
import static dev.schemaregistry.contract.sql.catalog.SampleTypes.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.contract.sql.catalog.Resolution.NotFound;
import dev.schemaregistry.contract.sql.catalog.Resolution.Reason;
import dev.schemaregistry.contract.sql.catalog.Resolution.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A type that is not known here fits everything; what follows from it is only what follows in every case. */
class UnknownTypesTest {

    private static final int ANY = TypeIds.ANY_TYPE;

    @Test
    void aComparisonIsABooleanWhateverItCompares() {
        Resolved resolved = (Resolved) RESOLUTION.operator("=", ANY, type("unknown"));
        assertThat(resolved.returnType()).isEqualTo(TypeIds.BOOL);
        assertThat(resolved.argumentTypes()).containsExactly(ANY, ANY);
        assertThat(resolved.candidates()).hasSizeGreaterThan(10);
    }

    @Test
    void aSumIsNotKnownWhenOnePartIsNot() {
        assertThat(returned(RESOLUTION.operator("+", ANY, type("int4")))).isEqualTo(ANY);
        assertThat(returned(RESOLUTION.function("max", List.of(ANY)))).isEqualTo(ANY);
        assertThat(returned(RESOLUTION.function("lower", List.of(ANY)))).isEqualTo(ANY);
        assertThat(returned(RESOLUTION.function("upper", List.of(type("unknown")))))
                .isEqualTo(TypeIds.TEXT);
    }

    @Test
    void theKnownPartsStillCount() {
        assertThat(returned(RESOLUTION.function("substr", List.of(type("text"), ANY))))
                .isEqualTo(TypeIds.TEXT);
        assertThat(RESOLUTION.function("substr", List.of(type("point"), ANY)))
                .isEqualTo(new NotFound(Reason.NO_SUCH_SIGNATURE));
        assertThat(returned(RESOLUTION.function("array_append", List.of(ANY, type("int4")))))
                .isEqualTo(ANY);
        assertThat(RESOLUTION.unionCase(List.of(type("int4"), ANY))).contains(ANY);
        assertThat(RESOLUTION.canCast(ANY, type("date"))).isTrue();
        assertThat(CATALOG.arrayType(ANY)).contains(ANY);
    }

    /** Replacing any argument of a call that resolves by "not known" must never turn it into a complaint. */
    @Test
    void notKnowingNeverMakesAComplaint() {
        List<Integer> types = SampleTypes.types("int4,int8,text,varchar,numeric,float8,date,timestamptz,interval,bool,"
                + "jsonb,uuid,int4[],text[],mood,dint,int4range,unknown,bytea,point");
        Random random = new Random(11);
        int resolved = 0;
        for (String name : CATALOG.functionNames()) {
            for (CatalogFunction function : CATALOG.functions(name)) {
                List<Integer> arguments = arguments(function, types, random);
                if (arguments.isEmpty() || !(RESOLUTION.function(name, arguments) instanceof Resolved known)) {
                    continue;
                }
                resolved++;
                List<Integer> vague = new ArrayList<>(arguments);
                vague.set(random.nextInt(vague.size()), ANY);
                assertThat(RESOLUTION.function(name, vague))
                        .as("%s%s as %s", name, arguments, vague)
                        .isInstanceOfSatisfying(
                                Resolved.class,
                                unknown -> assertThat(unknown.returnType()).isIn(ANY, known.returnType()));
            }
        }
        assertThat(resolved).isGreaterThan(500);
    }

    private static List<Integer> arguments(CatalogFunction function, List<Integer> types, Random random) {
        List<Integer> arguments = new ArrayList<>();
        for (int declared : function.argumentTypes()) {
            List<Integer> fitting = types.stream()
                    .filter(type -> RESOLUTION.canCoerce(type, declared))
                    .toList();
            if (fitting.isEmpty()) {
                return List.of();
            }
            arguments.add(fitting.get(random.nextInt(fitting.size())));
        }
        return arguments;
    }

    private static int returned(Resolution resolution) {
        return ((Resolved) resolution).returnType();
    }
}
