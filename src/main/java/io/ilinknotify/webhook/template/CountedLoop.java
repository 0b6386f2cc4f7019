package io.ilinknotify.webhook.template;

import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Qute's loop, whose turns are charged before the first of them: for a number Qute makes a list of that size at once, and
 * a body without anything in it charges nothing by itself.
 */
final class CountedLoop implements SectionHelper {
    private final SectionHelper loop;
    private final Expression iterable;

    private CountedLoop(SectionHelper loop, Expression iterable) {
        this.loop = loop;
        this.iterable = iterable;
    }

    @Override
    public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
        RenderBudget budget = RenderBudget.of(context.resolutionContext());
        if (budget == null) {
            return loop.resolve(context);
        }
        return context.resolutionContext().evaluate(iterable).thenCompose(value -> {
            budget.step(turns(value));
            return loop.resolve(context);
        });
    }

    private static long turns(Object value) {
        return switch (value) {
            case Number number -> Math.max(0, number.longValue());
            case Collection<?> items -> items.size();
            case Map<?, ?> map -> map.size();
            case null, default -> 0;
        };
    }

    /** Reads the section as Qute does. */
    static final class Factory implements SectionHelperFactory<CountedLoop> {
        private static final String ITERABLE = "iterable";

        private final LoopSectionHelper.Factory qute =
                new LoopSectionHelper.Factory(LoopSectionHelper.Factory.ITERATION_METADATA_PREFIX_ALIAS_UNDERSCORE);

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

        @Override
        public CountedLoop initialize(SectionInitContext context) {
            return new CountedLoop(qute.initialize(context), context.getExpression(ITERABLE));
        }
    }
}
