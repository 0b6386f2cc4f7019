package io.ilinknotify.it;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import static java.util.Objects.requireNonNull;
import static net.bytebuddy.matcher.ElementMatchers.named;

/**
 * A fault in a method of the product, which knows nothing of it: a Java agent puts it there. It comes into force once the
 * file {@code fault} lies in the working directory; what it says is the kind.
 */
public final class PlantedFault {
    static final String FILE = "fault";

    private PlantedFault() {}

    /** Called by the JVM; {@code class#method} says where. */
    public static void premain(String where, Instrumentation instrumentation) {
        String[] parts = where.split("#");
        new AgentBuilder.Default()
                .type(named(parts[0]))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(AtItsBeginning.class).on(named(parts[1]))))
                .installOn(instrumentation);
    }

    /** The option of the JVM that plants it there. */
    static String option(Path directory, String where) {
        String[] parts = where.split("#");
        try {
            if (Arrays.stream(Class.forName(parts[0]).getDeclaredMethods())
                    .noneMatch(method -> method.getName().equals(parts[1]))) {
                throw new IllegalArgumentException("there is no " + where);
            }
            Path jar = directory.resolve("planted-fault.jar");
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), PlantedFault.class.getName());
            manifest.getMainAttributes()
                    .put(
                            Attributes.Name.CLASS_PATH,
                            AgentBuilder.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI()
                                    .toString());
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out, manifest)) {
                copy(PlantedFault.class, entries);
                copy(AtItsBeginning.class, entries);
            }
            return "-javaagent:" + jar + "=" + where;
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Class<?> type, JarOutputStream entries) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new ZipEntry(name));
        try (InputStream in = requireNonNull(type.getClassLoader()).getResourceAsStream(name)) {
            requireNonNull(in).transferTo(entries);
        }
        entries.closeEntry();
    }

    /** Copied into the method, so that it may name nothing but the JDK's own classes. */
    static final class AtItsBeginning {
        private AtItsBeginning() {}

        @Advice.OnMethodEnter
        static void enter() {
            File fault = new File("fault");
            if (fault.length() == "memory".length()) {
                Object[] kept = new Object[0];
                while (kept != null) {
                    kept = new Object[] {kept, new byte[1 << 20]};
                }
            } else if (fault.exists()) {
                throw new LinkageError("planted");
            }
        }
    }
}
