package dev.schemaregistry.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schemaregistry.model.DataType;
import dev.schemaregistry.model.Field;
import dev.schemaregistry.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresTypesTest {
    private static final String NAMED_TYPES = """
            CREATE TYPE mood AS ENUM ('sad', 'ok, I think', 'it''s "fine"', 'a|b');
            ALTER TYPE mood ADD VALUE 'better' BEFORE 'a|b';
            CREATE TYPE place AS (street varchar(30), number int, moods mood[]);
            CREATE DOMAIN positive AS numeric(8,3) NOT NULL DEFAULT 1 CHECK (VALUE > 0);
            CREATE DOMAIN tiny AS positive CHECK (VALUE < 10);
            CREATE TYPE span AS RANGE (subtype = float8);
            CREATE TABLE rows_too (id int, at place);
            """;

    /** As declared; as the server prints it; as the neutral type prints it. */
    private static final String CASES = """
            boolean                     ; boolean                             ; boolean
            smallint                    ; smallint                            ; int16
            int                         ; integer                             ; int32
            bigint                      ; bigint                              ; int64
            bigserial                   ; bigint                              ; int64
            oid                         ; oid                                 ; uint32
            real                        ; real                                ; float32
            double precision            ; double precision                    ; float64
            numeric                     ; numeric                             ; decimal
            numeric(10,2)               ; numeric(10,2)                       ; decimal(10,2)
            numeric(5)                  ; numeric(5,0)                        ; decimal(5,0)
            numeric(3,-2)               ; numeric(3,-2)                       ; decimal(3,-2)
            numeric(3,5)                ; numeric(3,5)                        ; decimal(3,5)
            numeric(1000,1000)          ; numeric(1000,1000)                  ; decimal(1000,1000)
            text                        ; text                                ; string
            varchar                     ; character varying                   ; string
            varchar(50)                 ; character varying(50)               ; string(50)
            char(3)                     ; character(3)                        ; string(3)
            char                        ; character(1)                        ; string(1)
            bpchar                      ; bpchar                              ; string
            "char"                      ; "char"                              ; string(1)
            name                        ; name                                ; string(63)
            bytea                       ; bytea                               ; bytes
            date                        ; date                                ; date
            time                        ; time without time zone              ; time
            time(3) with time zone      ; time(3) with time zone              ; time_with_zone(3)
            timestamp                   ; timestamp without time zone         ; timestamp
            timestamp(0)                ; timestamp(0) without time zone      ; timestamp(0)
            timestamptz                 ; timestamp with time zone            ; timestamp_with_zone
            timestamptz(6)              ; timestamp(6) with time zone         ; timestamp_with_zone(6)
            interval                    ; interval                            ; interval
            interval(2)                 ; interval(2)                         ; interval(2)
            interval day to second(3)   ; interval day to second(3)           ; interval(3)
            interval year to month      ; interval year to month              ; interval
            uuid                        ; uuid                                ; uuid
            json                        ; json                                ; json
            jsonb                       ; jsonb                               ; json
            text[]                      ; text[]                              ; array<string>
            varchar(7)[][]              ; character varying(7)[]              ; array<string(7)>
            numeric(4,1)[]              ; numeric(4,1)[]                      ; array<decimal(4,1)>
            mood[]                      ; public.mood[]                       ; array<enum<sad|ok, I think|it's "fine"|better|a|b>>
            mood                        ; public.mood                         ; enum<sad|ok, I think|it's "fine"|better|a|b>
            positive                    ; public.positive                     ; decimal(8,3)
            tiny                        ; public.tiny                         ; decimal(8,3)
            tiny[]                      ; public.tiny[]                       ; array<decimal(8,3)>
            place                       ; public.place                        ; struct<street: string(30), number: int32, moods: array<enum<sad|ok, I think|it's "fine"|better|a|b>>>
            place[]                     ; public.place[]                      ; array<struct<street: string(30), number: int32, moods: array<enum<sad|ok, I think|it's "fine"|better|a|b>>>>
            int4range                   ; int4range                           ; int4range
            span                        ; public.span                         ; public.span
            int4multirange              ; int4multirange                      ; int4multirange
            bit(8)                      ; bit(8)                              ; bit(8)
            bit varying(8)              ; bit varying(8)                      ; bit varying(8)
            inet                        ; inet                                ; inet
            macaddr                     ; macaddr                             ; macaddr
            money                       ; money                               ; money
            point                       ; point                               ; point
            tsvector                    ; tsvector                            ; tsvector
            xml                         ; xml                                 ; xml
            regclass                    ; regclass                            ; regclass
            int2vector                  ; int2vector                          ; array<int16>
            rows_too                    ; public.rows_too                     ; struct<id: int32, at: struct<street: string(30), number: int32, moods: array<enum<sad|ok, I think|it's "fine"|better|a|b>>>>
            """;

    private record Case(String declared, String nativeType, String meaning) {
        static Case of(String line) {
            String[] cells = line.split(" +; ", 3);
            return new Case(cells[0].strip(), cells[1].strip(), cells[2].strip());
        }

        /** Each case is a column of its own, which is called as it is declared. */
        String column() {
            return '"' + declared.replace("\"", "\"\"") + "\" " + declared;
        }
    }

    private static Table types;

    @BeforeAll
    static void readAllTypesAtOnce() throws Exception {
        try (PostgresSource source = PostgresSource.with(NAMED_TYPES)) {
            source.execute("CREATE TABLE types (" + cases().map(Case::column).collect(Collectors.joining(", ")) + ")");
            types = source.table("types");
        }
    }

    static Stream<Case> cases() {
        return CASES.lines().map(Case::of);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyTypeHasItsMeaning(Case expected) {
        Field field = field(expected.declared());
        assertThat(field.nativeType()).isEqualTo(expected.nativeType());
        assertThat(field.type().text()).isEqualTo(expected.meaning());
    }

    @Test
    void aDomainSaysWhatItAdds() {
        assertThat(field("tiny").nullable()).isFalse();
        assertThat(field("tiny").properties())
                .containsEntry("domain_type", "public.positive")
                .containsEntry("domain_not_null", "true")
                .containsEntry("domain_default", "1")
                .containsEntry(
                        "domain_check", "CHECK ((VALUE > (0)::numeric)) CHECK (((VALUE)::numeric < (10)::numeric))");
    }

    @Test
    void labelsKeepTheirOrder() {
        assertThat(field("mood").type())
                .isEqualTo(new DataType.Enumeration(
                        Optional.of("public.mood"), List.of("sad", "ok, I think", "it's \"fine\"", "better", "a|b")));
    }

    @Test
    void typesOfExtensionsAreKnownByName() throws Exception {
        try (PostgresSource source = PostgresSource.with(
                "CREATE EXTENSION citext",
                "CREATE EXTENSION hstore",
                "CREATE TABLE t (a citext, b hstore, c citext[])")) {
            assertThat(source.table("t").fields().stream()
                            .map(field -> field.type().text()))
                    .containsExactly("string", "map<string, string>", "array<string>");
        }
    }

    private static Field field(String name) {
        return types.findField(name).orElseThrow();
    }
}
