package dev.schemaregistry.connector.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteTypesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    INTEGER                  | int64
                    int                      | int64
                    BIGINT UNSIGNED          | int64
                    SMALLINT                 | int16
                    TINYINT(1)               | int8
                    TEXT                     | string
                    VARCHAR(50)              | string(50)
                    NATIVE CHARACTER ( 70 )  | string(70)
                    CLOB                     | string
                    STRING                   | string
                    BLOB                     | bytes
                    VARBINARY(16)            | bytes(16)
                    REAL                     | float64
                    DOUBLE PRECISION         | float64
                    FLOAT                    | float64
                    NUMERIC                  | decimal
                    DECIMAL(10,2)            | decimal(10,2)
                    DECIMAL( 10 )            | decimal(10,0)
                    BOOLEAN                  | boolean
                    DATE                     | date
                    DATETIME                 | timestamp
                    TIMESTAMP WITH TIME ZONE | timestamp_with_zone
                    TIME                     | time
                    UUID                     | uuid
                    JSON                     | json
                    ANY                      | any
                    ''                       | any
                    POINT                    | POINT
                    GEOMETRY                 | GEOMETRY
                    VARCHAR(max)             | string
                    INTERVAL                 | interval
                    """)
    void declaredTypesMeanWhatTheySay(String declared, String meaning) {
        assertThat(SqliteTypes.of(declared).text()).isEqualTo(meaning);
    }
}
