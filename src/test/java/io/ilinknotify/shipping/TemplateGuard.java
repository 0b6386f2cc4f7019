package io.ilinknotify.shipping;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.ValueResolver;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/**
 * In every test over HTTP a page refuses what a native executable could not read: a value for which the build made no
 * resolver, so that Qute would look for a getter by reflection.
 */
@Singleton
final class TemplateGuard {
    void watch(@Observes EngineBuilder engine) {
        engine.addValueResolver(new Guard());
    }

    private static final class Guard implements ValueResolver {
        private final ReflectionValueResolver reflection = new ReflectionValueResolver();

        /** Asked just before Qute's own reflection, after everything else. */
        @Override
        public int getPriority() {
            return reflection.getPriority() + 1;
        }

        @Override
        public boolean appliesTo(EvalContext context) {
            return reflection.appliesTo(context);
        }

        @Override
        public CompletionStage<Object> resolve(EvalContext context) {
            throw new IllegalStateException(
                    "{" + context.getName() + "} of " + context.getBase().getClass() + " would be read by reflection");
        }
    }
}
