package io.ilinknotify.shipping;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a native executable cannot do is found here, since tests on the JVM run well with it. */
class NativeReadinessTest {
    /** Those that call an ObjectMapper, and why nothing of them is missing in a native executable. */
    private static final Set<String> KNOWN_CALLERS = Set.of(
            "command.SendCommand", // trees only
            "command.HealthCommand", // trees only
            "volume.StateDir", // trees only
            "inbound.ImportCommand", // trees only
            "ilink.Answer", // trees only
            "ilink.InboundMessage", // trees only
            "intake.SenderBody", // trees only
            "intake.NotifyReader", // trees only
            "http.ProblemWriter"); // maps only

    private static final Set<String> TREES = Set.of(
            "readTree",
            "createObjectNode",
            "createArrayNode",
            "enable",
            "disable",
            "configure",
            "writerWithDefaultPrettyPrinter",
            "getFactory");

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.ilinknotify");
    }

    @Test
    void everyClassThatJacksonSeesByItsAnnotationsIsRegistered() {
        assertThat(product()
                        .filter(c -> c.getAllMembers().stream()
                                        .flatMap(m -> m.getAnnotations().stream())
                                        .anyMatch(a -> a.getRawType().isMetaAnnotatedWith(JacksonAnnotation.class))
                                || c.getAnnotations().stream()
                                        .anyMatch(a -> a.getRawType().isMetaAnnotatedWith(JacksonAnnotation.class)))
                        .filter(c -> !isRegistered(c))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void everythingThatAResourceAnswersIsRegistered() {
        Set<String> missing = new TreeSet<>();
        product()
                .filter(c -> c.isAnnotatedWith(Path.class))
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isMetaAnnotatedWith(HttpMethod.class))
                .map(JavaMethod::getReturnType)
                .forEach(type -> lacking(type, missing));

        assertThat(missing).isEmpty();
    }

    /**
     * The build makes a resolver for all that a checked template reads, see {@link TemplateGuard}. But of a class that is
     * also given to a message of a bundle, it makes one for what the messages need, and none for the rest of the page.
     */
    @Test
    void everyPageIsACheckedTemplateAndNoWordsAreABundle() {
        assertThat(product()
                        .filter(c -> c.getMethods().stream()
                                .anyMatch(m -> m.getRawReturnType().isEquivalentTo(TemplateInstance.class)
                                        && m.getModifiers().contains(JavaModifier.NATIVE)))
                        .filter(c -> !c.isAnnotatedWith(CheckedTemplate.class)
                                || !c.getAnnotationOfType(CheckedTemplate.class).requireTypeSafeExpressions())
                        .map(JavaClass::getName))
                .isEmpty();
        assertThat(product().filter(c -> c.isAnnotatedWith(MessageBundle.class)).map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void whoGivesObjectsToAMapperIsKnown() {
        Set<String> callers = product()
                .flatMap(c -> c.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                        || call.getTargetOwner().isAssignableTo(ObjectWriter.class)
                        || call.getTargetOwner().isAssignableTo(ObjectReader.class))
                .filter(call -> !TREES.contains(call.getName()))
                .map(call -> call.getOriginOwner().getName().replace("io.ilinknotify.", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(KNOWN_CALLERS)
                .as("register what it gives to the mapper with @RegisterForReflection, then add it to the list")
                .containsAll(callers);
    }

    @Test
    void nothingIsMadeAtBuildTimeThatOnlyARunCanMake() {
        assertThat(product()
                        .flatMap(c -> c.getFields().stream())
                        .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
                        .filter(f -> Stream.of(
                                        Random.class,
                                        SecureRandom.class,
                                        Thread.class,
                                        ExecutorService.class,
                                        Clock.class)
                                .anyMatch(f.getRawType()::isAssignableTo))
                        .map(JavaField::getFullName))
                .as(
                        "static fields are part of the executable's image: seeds, threads and clocks would be the builder's")
                .isEmpty();
    }

    @Test
    void nothingNeedsReflectionProxiesOrPictures() {
        Set<String> forbidden = product()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .map(d -> d.getTargetClass().getName())
                .filter(name -> name.startsWith("java.awt.")
                        || name.startsWith("javax.imageio.")
                        || name.startsWith("com.sun.net.httpserver.")
                        || name.startsWith("java.lang.reflect.")
                        || name.equals(Proxy.class.getName()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(forbidden).isEmpty();
    }

    @Test
    void nothingOfTheProductUsesTheSimulator() {
        assertThat(product()
                        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                        .filter(d -> isSimulator(d.getTargetClass()))
                        .map(Object::toString))
                .isEmpty();
        assertThat(ours.stream()
                        .filter(NativeReadinessTest::isSimulator)
                        .filter(NativeReadinessTest::isRegistered)
                        .map(JavaClass::getName))
                .as("what is registered is carried by the executable")
                .isEmpty();
    }

    private static Stream<JavaClass> product() {
        return ours.stream().filter(c -> !isSimulator(c) && !c.getPackageName().endsWith(".shipping"));
    }

    private static boolean isSimulator(JavaClass c) {
        return c.getPackageName().startsWith("io.ilinknotify.simulator");
    }

    private static boolean isRegistered(JavaClass c) {
        return c.isAnnotatedWith(RegisterForReflection.class);
    }

    /** Our records that are part of a type, with all that they are made of, and are not registered. */
    private static void lacking(JavaType type, Set<String> missing) {
        for (JavaClass c : type.getAllInvolvedRawTypes()) {
            if (c.getPackageName().startsWith("io.ilinknotify") && c.isRecord() && !missing.contains(c.getName())) {
                if (!isRegistered(c)) {
                    missing.add(c.getName());
                }
                c.getFields().stream()
                        .filter(f -> !f.getModifiers().contains(JavaModifier.STATIC))
                        .forEach(f -> lacking(f.getType(), missing));
            }
        }
    }
}
