package dev.schemaregistry.connector.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineCodesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    2     | unknown operator: $foo                                                   | 42883
                    2     | $in needs an array                                                       | 22P02
                    2     | error processing query: hint provided does not correspond to an index    | 42704
                    27    | text index required for $text query                                      | NOT_INDEXED
                    291   | error processing query: unable to find index for $geoNear query          | NOT_INDEXED
                    40415 | BSON field 'find.fliter' is an unknown field.                            | 42601
                    31249 | Path collision at a.b                                                    | 42601
                    1     | something went wrong inside                                              | -
                    8     | unknown to everybody                                                     | -
                    """)
    void codesOfTheEngineAreOurs(int engine, String message, String ours) {
        assertThat(EngineCodes.find(engine, message)).isEqualTo(Optional.ofNullable(ours));
    }
}
