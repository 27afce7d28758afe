package dev.schemaregistry.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schemaregistry.error.ErrorCode;
import dev.schemaregistry.error.InvalidRequestException;
import dev.schemaregistry.spi.Secret;
import dev.schemaregistry.spi.SecretResolver;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresAddressTest {
    private static final SecretResolver VAULT = reference -> Secret.of("secret of " + reference);

    @Test
    void everyPartIsTakenApart() {
        PostgresAddress address = PostgresAddress.parse(
                "postgresql://ada%40work:p%40ss%2Fw+rd@db1:6000,db2/reg?sslmode=require&currentSchema=a%20b", VAULT);
        PGSimpleDataSource source = address.dataSource();
        assertThat(source.getServerNames()).containsExactly("db1", "db2");
        assertThat(source.getPortNumbers()).containsExactly(6000, 5432);
        assertThat(source.getDatabaseName()).isEqualTo("reg");
        assertThat(source.getUser()).isEqualTo("ada@work");
        assertThat(source.getPassword()).isEqualTo("p@ss/w+rd");
        assertThat(source.getSslMode()).isEqualTo("require");
        assertThat(source.getCurrentSchema()).isEqualTo("a b");
        assertThat(address.shown()).isEqualTo("postgresql://db1:6000,db2/reg");
        assertThat(address.toString()).doesNotContain("p@ss");
    }

    @Test
    void theJdbcFormMeansTheSame() {
        PostgresAddress address =
                PostgresAddress.parse("jdbc:postgresql://[::1]:5433/reg?user=ada&password=env:PW", VAULT);
        PGSimpleDataSource source = address.dataSource();
        assertThat(source.getServerNames()).containsExactly("[::1]");
        assertThat(source.getPortNumbers()).containsExactly(5433);
        assertThat(source.getUser()).isEqualTo("ada");
        assertThat(source.getPassword()).isEqualTo("secret of env:PW");
        assertThat(PostgresAddress.parse("postgres:///reg", VAULT).dataSource().getServerNames())
                .containsExactly("localhost");
        assertThat(PostgresAddress.parse("postgresql:reg", VAULT).properties()).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:hush@host",
                "postgresql://u:hu@sh@host/db",
                "postgresql://u:hush@ho st:99999999/db",
                "postgresql://u:hush%zz@host/db",
                "postgresql://u:hush@host/db?options=-c%20default_transaction_read_only=off",
                "postgresql://u:hush@host/db?socketFactory=x.Y",
                "postgresql://u:hush@host/db#hush"
            })
    void whatIsMalformedOrNotAllowedIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> RegistryStores.open(url, Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_URI))
                .hasMessageNotContaining("hush");
    }

    @Test
    void aReferenceWithoutResolverIsNamedAsSuch() {
        assertThatThrownBy(() -> RegistryStores.open("postgresql://host/db?password=env:PW", Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNRESOLVED_SECRET));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://hush:hu%40sh@db1:6000,db2/reg?password=hush",
                "postgresql://db1:6000,db2/reg",
                "jdbc:postgresql://hush@db1:6000,db2/reg?user=hush\n"
            })
    void anAddressIsShownWithoutUserPasswordAndProperties(String url) {
        assertThat(RegistryStores.shown(url)).isEqualTo("postgresql://db1:6000,db2/reg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://u:hu/sh@host/db", "postgresql://u:hu@sh@host/db", "postgres://u:hu?sh@host/db"})
    void ofAMalformedAddressNothingIsShown(String url) {
        assertThat(RegistryStores.shown(url)).doesNotContain("hu", "sh");
    }
}
