package io.ilinknotify.shipping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads what lies in {@code k8s/}, strictly: a field that Kubernetes does not know fails. */
final class Manifests {
    static final Path FOLDER = Path.of("k8s");
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/Secret", Secret.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .setAnnotationIntrospector(new NothingElse());

    private Manifests() {}

    /** All documents of a text. */
    static List<JsonNode> documents(String text) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (values.hasNext()) {
                documents.add(values.next());
            }
        }
        return documents;
    }

    static List<JsonNode> documentsOf(Path file) throws IOException {
        return documents(Files.readString(file));
    }

    static String kind(JsonNode document) {
        return document.path("apiVersion").asText() + "/"
                + document.path("kind").asText();
    }

    static boolean isKnown(JsonNode document) {
        return KINDS.containsKey(kind(document));
    }

    /** The document as Kubernetes takes it. */
    static HasMetadata strictly(JsonNode document) throws IOException {
        Class<? extends HasMetadata> type = KINDS.get(kind(document));
        if (type == null) {
            throw new AssertionError("unknown kind " + kind(document));
        }
        return YAML.treeToValue(document, type);
    }

    /** What kustomize makes of a folder. Without kubectl the test is skipped, but in CI it must be there. */
    static List<JsonNode> built(Path folder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("kustomize", ".yaml");
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                    .redirectOutput(out.toFile())
                    .redirectErrorStream(false)
                    .start();
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("kubectl is needed in CI", e);
            }
            Assumptions.abort("kubectl is not installed: " + folder + " was not built");
            throw e;
        }
        String complaints = new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!kubectl.waitFor(60, TimeUnit.SECONDS) || kubectl.exitValue() != 0) {
            throw new AssertionError(folder + ": " + complaints);
        }
        return documents(Files.readString(out));
    }

    /** The model's classes keep what they do not know in a map; here they must not. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated a) {
            return Boolean.FALSE;
        }
    }
}
