package io.ilinknotify.webhook.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.ValueResolver;
import io.quarkus.qute.WhenSectionHelper;
import io.quarkus.qute.WithSectionHelper;

/**
 * An engine that knows nothing of the agent: no settings, no beans, no getters. Of Qute's sections it has those that
 * choose, repeat and name; none that take in another template, since a payload must not become one, and since there is
 * no end to a template that takes in itself.
 */
final class TemplateEngine {
    private TemplateEngine() {}

    static Engine create(TextWords words) {
        return create(words.resolvers());
    }

    /** Without words of ours beside Qute's, or with these. */
    static Engine create(ValueResolver... words) {
        Engine engine = Engine.builder()
                .addSectionHelpers(
                        new IfSectionHelper.Factory(),
                        new CountedLoop.Factory(),
                        new SetSectionHelper.Factory(),
                        new WhenSectionHelper.Factory(),
                        new WithSectionHelper.Factory())
                .addDefaultValueResolvers()
                .addValueResolvers(words)
                .addResultMapper(new NothingForMissing())
                .strictRendering(false)
                .enableTracing(true)
                .build();
        engine.addTraceListener(new RenderBudget.Charging());
        return engine;
    }

    /** What a payload does not have is not worth a word on the phone. */
    private static final class NothingForMissing implements ResultMapper {
        @Override
        public boolean appliesTo(Origin origin, Object result) {
            return result == null || Results.isNotFound(result);
        }

        @Override
        public String map(Object result, Expression expression) {
            return "";
        }
    }
}
