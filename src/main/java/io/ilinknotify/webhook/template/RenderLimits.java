package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Limits;
import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TextNode;
import io.quarkus.qute.trace.ResolveEvent;
import io.quarkus.qute.trace.TraceListener;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Stops a rendering that takes too much. It is charged while the rendering goes on, because Qute hands out the first piece
 * of a text only when all of it is there.
 */
final class RenderLimits {
    /** The attribute of a template's instance under which its sections find the limits. */
    static final String ATTRIBUTE = "ilink-notify-limits";

    /** Pieces of the template and turns of loops: more than make a text that is stored. */
    private static final int MOST_STEPS = 100_000;
    /** A thousand times what a template takes, since the first one after a start on a small machine takes long. */
    static final Duration LONGEST_TIME = Duration.ofSeconds(2);

    private final LongSupplier nanos;
    private final long start;
    private long steps;
    private long length;

    RenderLimits(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    private static RenderLimits of(ResolutionContext context) {
        return (RenderLimits) context.getAttribute(ATTRIBUTE);
    }

    private void step(long more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new IllegalStateException("it takes more than " + MOST_STEPS + " steps");
        }
        if (nanos.getAsLong() - start > LONGEST_TIME.toNanos()) {
            throw new IllegalStateException("it takes longer than " + LONGEST_TIME.toSeconds() + " s");
        }
    }

    private void add(int characters) {
        length += characters;
        if (length > Limits.TEXT) {
            throw new IllegalStateException("it renders to more than " + Limits.TEXT + " characters");
        }
    }

    /** Charges each piece of a template, and the text that the piece adds. */
    static final class Charging implements TraceListener {
        @Override
        public void onBeforeResolve(ResolveEvent event) {
            of(event.getContext()).step(1);
            if (event.getTemplateNode() instanceof TextNode text) {
                of(event.getContext()).add(text.getValue().length());
            }
        }

        @Override
        public void onAfterResolve(ResolveEvent event) {
            ResultNode result = event.getResultNode();
            if (result != null && event.getTemplateNode().isExpression()) {
                result.process(text -> of(event.getContext()).add(text.length()));
            }
        }
    }

    /**
     * Qute's loop, charged for its turns before the first of them: for a number Qute makes a list of that size at once,
     * and a body without anything in it charges nothing by itself. What is no list, as where a sender's member is of another
     * type this time, has no turns.
     */
    static final class Loop implements SectionHelperFactory<SectionHelper> {
        private final LoopSectionHelper.Factory qute =
                new LoopSectionHelper.Factory(LoopSectionHelper.Factory.ITERATION_METADATA_PREFIX_ALIAS_UNDERSCORE);

        @Override
        public SectionHelper initialize(SectionInitContext context) {
            SectionHelper loop = qute.initialize(context);
            Expression iterable = context.getExpression("iterable");
            return section -> section.resolutionContext().evaluate(iterable).thenCompose(value -> {
                long turns = turns(value);
                of(section.resolutionContext()).step(Math.max(0, turns));
                return turns < 0 ? ResultNode.NOOP : loop.resolve(section);
            });
        }

        private static long turns(Object value) {
            return switch (value) {
                case Number number -> Math.max(0, number.longValue());
                case Collection<?> items -> items.size();
                case Map<?, ?> map -> map.size();
                case null, default -> -1;
            };
        }

        @Override
        public List<String> getDefaultAliases() {
            return qute.getDefaultAliases();
        }

        @Override
        public ParametersInfo getParameters() {
            return qute.getParameters();
        }

        @Override
        public List<String> getBlockLabels() {
            return qute.getBlockLabels();
        }

        @Override
        public Scope initializeBlock(Scope outerScope, BlockInfo block) {
            return qute.initializeBlock(outerScope, block);
        }
    }
}
