package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Text;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.Results;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.WhenSectionHelper;
import io.quarkus.qute.WithSectionHelper;

import java.util.concurrent.CompletionException;

/**
 * An engine that knows nothing of the agent: no settings, no beans, no getters. Of Qute's sections it has those that
 * choose, repeat and name; none that take in another template, since a payload must not become one, and since there is
 * no end to a template that takes in itself.
 */
final class TemplateEngine {
    private static final String TOO_DEEP = "its sections are nested too deeply";

    private TemplateEngine() {}

    static Engine create(TextWords words) {
        return create(Engine.builder().addNamespaceResolver(words.say()).addValueResolver(words));
    }

    static Engine create(EngineBuilder builder) {
        Engine engine = builder.addSectionHelpers(
                        new IfSectionHelper.Factory(),
                        new RenderLimits.Loop(),
                        new SetSectionHelper.Factory(),
                        new WhenSectionHelper.Factory(),
                        new WithSectionHelper.Factory())
                .addDefaultValueResolvers()
                .addResultMapper(new NothingForMissing())
                .strictRendering(false)
                .enableTracing(true)
                .build();
        engine.addTraceListener(new RenderLimits.Charging());
        return engine;
    }

    /**
     * The text that the template makes of the data.
     *
     * @throws IllegalStateException saying in one line why it fails, without the payload
     */
    static String render(Template template, Object data, RenderLimits limits) {
        StringBuilder rendered = new StringBuilder();
        try {
            template.instance()
                    .data(data)
                    .setAttribute(RenderLimits.ATTRIBUTE, limits)
                    .consume(rendered::append)
                    .toCompletableFuture()
                    .join();
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalStateException(reason(e), e);
        }
        return rendered.toString();
    }

    /** Qute wraps what it meets, and says nothing itself. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof CompletionException || cause instanceof TemplateException)) {
            cause = cause.getCause();
        }
        return cause instanceof StackOverflowError ? TOO_DEEP : Text.line(String.valueOf(cause.getMessage()), 300);
    }

    /** A value that a payload lacks is not worth a word on the phone. */
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
