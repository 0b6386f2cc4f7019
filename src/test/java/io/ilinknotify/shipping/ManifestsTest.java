package io.ilinknotify.shipping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestsTest {
    private static final Set<String> CUSTOM = Set.of(
            "monitoring.coreos.com/v1/ServiceMonitor",
            "monitoring.coreos.com/v1/PrometheusRule",
            "monitoring.coreos.com/v1alpha1/AlertmanagerConfig");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base/10-namespace.yaml",
                "base/20-secret.example.yaml",
                "base/30-configmap.yaml",
                "base/40-volume.yaml",
                "base/50-deployment.yaml",
                "base/60-service.yaml",
                "base/70-networkpolicy.yaml",
                "overlays/sidecar/40-volume.yaml",
                "overlays/sidecar/50-app.yaml"
            })
    void everyFieldIsOneThatKubernetesKnows(String file) throws IOException {
        for (JsonNode document : Manifests.documentsOf(Manifests.FOLDER.resolve(file))) {
            assertThat(Manifests.strictly(document).getMetadata().getName()).isNotBlank();
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() throws IOException {
        JsonNode wrong = Manifests.documents("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: x}
                spec: {template: {spec: {containers: [{name: x, image: y, readOnly: true}]}}}
                """).getFirst();

        assertThatThrownBy(() -> Manifests.strictly(wrong))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("readOnly");
    }

    @Test
    void everyManifestIsReadByATest() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.FOLDER)) {
            Set<String> kinds = files.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !f.endsWith("kustomization.yaml") && !f.endsWith("application.yaml"))
                    .flatMap(f -> read(f).stream())
                    .filter(d -> !Manifests.isKnown(d))
                    .map(Manifests::kind)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(kinds).isEqualTo(new TreeSet<>(CUSTOM));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "overlays/monitored", "overlays/sidecar", "overlays/alertmanager"})
    void kustomizeBuildsIt(String folder) throws IOException, InterruptedException {
        List<JsonNode> built = Manifests.built(Manifests.FOLDER.resolve(folder));

        assertThat(built).isNotEmpty();
        for (JsonNode document : built) {
            if (!CUSTOM.contains(Manifests.kind(document))) {
                assertThat(Manifests.strictly(document).getMetadata().getName()).isNotBlank();
            }
        }
    }

    @Test
    void theBaseNeedsNoCustomResources() throws IOException, InterruptedException {
        assertThat(Manifests.built(Manifests.FOLDER)).allMatch(Manifests::isKnown);
    }

    @Test
    void theImageIsNamedInOnePlaceAndTheSelectorsMeet() throws IOException, InterruptedException {
        List<JsonNode> built = Manifests.built(Manifests.FOLDER);

        JsonNode deployment = only(built, "Deployment");
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        assertThat(deployment.at("/spec/template/spec/containers/0/image").asText())
                .matches("ilink-notify:[0-9].*");
        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(only(built, "Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(only(built, "NetworkPolicy").at("/spec/podSelector/matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void oneAgentThatMayDoNothing() throws IOException {
        Deployment agent = deployment("base/50-deployment.yaml");
        PodSpec pod = agent.getSpec().getTemplate().getSpec();

        assertThat(agent.getSpec().getReplicas()).isEqualTo(1);
        assertThat(agent.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(30);
        restricted(pod, pod.getContainers());
        Container container = pod.getContainers().getFirst();
        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
    }

    @Test
    void theSidecarNeverTakesTheAppOutOfItsService() throws IOException {
        Deployment app = deployment("overlays/sidecar/50-app.yaml");
        PodSpec pod = app.getSpec().getTemplate().getSpec();
        Container sidecar = pod.getInitContainers().getFirst();

        assertThat(app.getSpec().getReplicas()).isEqualTo(1);
        assertThat(app.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        assertThat(sidecar.getRestartPolicy()).isEqualTo("Always");
        assertThat(sidecar.getReadinessProbe()).isNull();
        restricted(pod, pod.getInitContainers());
        restricted(pod, pod.getContainers());
    }

    @Test
    void oneFileNamesTheImageForEverythingThatRunsTheAgent() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.FOLDER)) {
            assertThat(files.filter(f -> f.endsWith("kustomization.yaml"))
                            .filter(f -> read(f).getFirst().has("images")))
                    .containsExactly(Manifests.FOLDER.resolve("components/image/kustomization.yaml"));
        }
    }

    @Test
    void theSidecarRunsTheSameImageAndListensToTheAppOnly() throws IOException, InterruptedException {
        List<JsonNode> built = Manifests.built(Manifests.FOLDER.resolve("overlays/sidecar"));

        assertThat(only(built, "Deployment")
                        .at("/spec/template/spec/initContainers/0/image")
                        .asText())
                .isEqualTo(only(Manifests.built(Manifests.FOLDER), "Deployment")
                        .at("/spec/template/spec/containers/0/image")
                        .asText());
        JsonNode settings = Manifests.documentsOf(Manifests.FOLDER.resolve("overlays/sidecar/application.yaml"))
                .getFirst();
        assertThat(settings.at("/quarkus/http/host").asText()).isEqualTo("127.0.0.1");
        assertThat(settings.at("/quarkus/http/port").asInt()).isEqualTo(18080);
        assertThat(settings.at("/quarkus/management/port").asInt()).isEqualTo(19000);
    }

    @Test
    void theVolumeBelongsToOnePod() throws IOException {
        for (String file : List.of("base/40-volume.yaml", "overlays/sidecar/40-volume.yaml")) {
            assertThat(Manifests.documentsOf(Manifests.FOLDER.resolve(file))
                            .getFirst()
                            .at("/spec/accessModes/0")
                            .asText())
                    .isEqualTo("ReadWriteOncePod");
        }
    }

    private static void restricted(PodSpec pod, List<Container> containers) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(containers).isNotEmpty().allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
        });
    }

    private static Deployment deployment(String file) throws IOException {
        return (Deployment) Manifests.strictly(
                Manifests.documentsOf(Manifests.FOLDER.resolve(file)).getFirst());
    }

    private static JsonNode only(List<JsonNode> documents, String kind) {
        return documents.stream()
                .filter(d -> d.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> read(Path file) {
        try {
            return Manifests.documentsOf(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
