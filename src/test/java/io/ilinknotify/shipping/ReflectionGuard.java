package io.ilinknotify.shipping;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.annotations.RegisterForReflection;

import jakarta.inject.Singleton;
import java.util.List;

/**
 * In every test over HTTP the agent's own mapper refuses what a native executable could not write: a class of ours
 * without {@code @RegisterForReflection}.
 */
@Singleton
final class ReflectionGuard implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("reflection-guard").setSerializerModifier(new Guard()));
    }

    private static final class Guard extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
            Class<?> written = type.getBeanClass();
            if (written.getName().startsWith("io.ilinknotify.")
                    && !written.isAnnotationPresent(RegisterForReflection.class)) {
                throw new IllegalStateException(written + " needs @RegisterForReflection");
            }
            return properties;
        }
    }
}
