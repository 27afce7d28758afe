package dev.schemaregistry.examples.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Helm's own linter and renderer, which need no cluster. */
class HelmChartTest {
    private static final Helm CHART = new Helm(Project.file("deploy/helm/schema-registry"));
    private static final String POD = "spec.template.spec";

    @Test
    void theLinterFindsNothing() {
        LintResult lint = CHART.lint().strict().call();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void oneRegistryOnAVolumeOfItsOwn() {
        Map<String, Object> set = rendered(template(), "StatefulSet");

        assertThat(at(set, "spec.replicas")).isEqualTo(1);
        assertThat(Project.at(set, "spec", "volumeClaimTemplates", 0, "spec", "accessModes", 0))
                .isEqualTo("ReadWriteOnce");
        assertThat(at(set, POD + ".securityContext"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("runAsNonRoot", true)
                .containsEntry("runAsUser", 10001)
                .containsEntry("fsGroup", 10001);
        assertThat(at(set, POD + ".automountServiceAccountToken")).isEqualTo(false);
    }

    @Test
    void noContainerHasMoreRightsThanItNeeds() {
        assertThat(containers(template())).hasSize(2).allSatisfy(container -> {
            assertThat(at(container, "securityContext.allowPrivilegeEscalation"))
                    .isEqualTo(false);
            assertThat(at(container, "securityContext.readOnlyRootFilesystem")).isEqualTo(true);
            assertThat(at(container, "securityContext.capabilities.drop")).isEqualTo(List.of("ALL"));
            assertThat(at(container, "resources.limits.memory")).isNotNull();
        });
    }

    @Test
    void theServerIsProbedUnderANameOfItsOwnAndServesWithTheToken() {
        Map<String, Object> server = containers(template()).get(0);

        assertThat(Project.<String>list(server.get("args")))
                .contains(
                        "--host=0.0.0.0",
                        "--host-name=localhost",
                        "--token=file:/run/secrets/registry/token",
                        "--host-name=try-schema-registry.here.svc");
        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe")).allSatisfy(probe -> {
            assertThat(Project.at(server, probe, "httpGet", "httpHeaders", 0))
                    .isEqualTo(Map.of("name", "Host", "value", "localhost"));
            assertThat(Project.at(server, probe, "httpGet", "path").toString()).isIn("/health", "/ready");
        });
    }

    @Test
    void configurationAndSecretsAreMountedAndNotWrittenDown() {
        String text = template()
                .set("sourceSecrets[0]", "shop-reader")
                .set("config", "registry: here")
                .call();

        assertThat(at(rendered(text, "ConfigMap"), "data")).isEqualTo(Map.of("config.yaml", "registry: here\n"));
        assertThat(text).contains("secretName: shop-reader", "mountPath: /run/secrets/sources/shop-reader");
        assertThat(Project.documents(text)).noneMatch(document -> "Secret".equals(document.get("kind")));
    }

    @Test
    void theWatcherAndTheVolumeCanBeLeftOut() {
        String text = template()
                .set("watch.enabled", "false")
                .set("persistence.enabled", "false")
                .call();

        assertThat(containers(text)).hasSize(1);
        assertThat(at(rendered(text, "StatefulSet"), "spec.volumeClaimTemplates"))
                .isNull();
        assertThat(text).contains("emptyDir: {}");
    }

    @Test
    void aMissingTokenAndAWrongValueAreRefused() {
        assertThatThrownBy(() ->
                        CHART.template().withName("try").withKubeVersion("1.31").call())
                .hasMessageContaining("token.existingSecret");
        assertThatThrownBy(() -> template().set("service.port", "0").call()).hasMessageContaining("port");
        assertThatThrownBy(() -> template().set("replicas", "0").call()).hasMessageContaining("replicas");
    }

    @Test
    void severalNodesShareARegistryOnPostgresql() {
        String text = several().call();
        Map<String, Object> set = rendered(text, "StatefulSet");

        assertThat(at(set, "spec.replicas")).isEqualTo(3);
        assertThat(at(set, "spec.podManagementPolicy")).isEqualTo("Parallel");
        assertThat(at(rendered(text, "Service"), "spec.sessionAffinity")).isEqualTo("ClientIP");
        assertThat(containers(text))
                .hasSize(2)
                .allSatisfy(container -> assertThat(Project.<Map<String, Object>>list(container.get("env")))
                        .anySatisfy(variable -> {
                            assertThat(variable).containsEntry("name", "SCHEMA_REGISTRY_NODE");
                            assertThat(at(variable, "valueFrom.fieldRef.fieldPath"))
                                    .isEqualTo("metadata.name");
                        }));
        assertThat(at(containers(text).get(0), "readinessProbe.httpGet.path")).isEqualTo("/ready");
    }

    @Test
    void severalNodesWithoutARegistryToShareAreRefused() {
        assertThatThrownBy(() -> template().set("replicas", "2").call())
                .hasMessageContaining("2 nodes need a registry on PostgreSQL")
                .hasMessageContaining("registry: postgresql://");
        assertThatThrownBy(() -> template()
                        .set("replicas", "2")
                        .set("config", "registry: /data/registry.db")
                        .call())
                .hasMessageContaining("2 nodes need a registry on PostgreSQL");
        assertThatThrownBy(
                        () -> several().set("persistence.existingClaim", "mine").call())
                .hasMessageContaining("several nodes can't share one volume");
    }

    private static TemplateCommand several() {
        return template().set("replicas", "3").set("config", "registry: postgresql://registry@db/registry");
    }

    private static TemplateCommand template() {
        return CHART.template()
                .withName("try")
                .withNamespace("here")
                .withKubeVersion("1.31")
                .set("token.existingSecret", "callers");
    }

    private static List<Map<String, Object>> containers(TemplateCommand template) {
        return containers(template.call());
    }

    private static List<Map<String, Object>> containers(String text) {
        return Project.list(at(rendered(text, "StatefulSet"), POD + ".containers"));
    }

    private static Map<String, Object> rendered(TemplateCommand template, String kind) {
        return rendered(template.call(), kind);
    }

    private static Map<String, Object> rendered(String text, String kind) {
        return Project.documents(text).stream()
                .filter(document -> kind.equals(document.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    private static Object at(Map<String, Object> node, String path) {
        return Project.at(node, (Object[]) path.split("\\."));
    }
}
