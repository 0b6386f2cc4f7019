package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Limits;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.TextNode;
import io.quarkus.qute.trace.ResolveEvent;
import io.quarkus.qute.trace.TraceListener;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one rendering of the operator's template may take. It is charged while the rendering goes on, because Qute hands
 * out the first piece of a text only when all of it is there.
 */
final class RenderBudget {
    /** The attribute of a template's instance under which its sections find it. */
    static final String ATTRIBUTE = "ilink-notify-budget";

    /** Pieces of the template and turns of loops: more than make a text that is stored. */
    static final int MOST_STEPS = 100_000;
    /** A thousand times what a template takes, since the first one after a start on a small machine takes long. */
    static final Duration LONGEST_TIME = Duration.ofSeconds(2);

    private final LongSupplier nanos;
    private final long start;
    private long steps;
    private long length;

    RenderBudget(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** That of the rendering under way; {@code null} for a built-in template, which has its limits in its data. */
    static @Nullable RenderBudget of(ResolutionContext context) {
        return (RenderBudget) context.getAttribute(ATTRIBUTE);
    }

    /** Some more pieces or turns; not a single one of them is made when they are too many. */
    void step(long more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new IllegalStateException("it takes more than " + MOST_STEPS + " steps");
        }
        if (nanos.getAsLong() - start > LONGEST_TIME.toNanos()) {
            throw new IllegalStateException("it takes longer than " + LONGEST_TIME.toSeconds() + " s");
        }
    }

    /** Some more of the text. */
    void add(int characters) {
        length += characters;
        if (length > Limits.TEXT) {
            throw new IllegalStateException("it renders to more than " + Limits.TEXT + " characters");
        }
    }

    /** Charges the budget of a rendering for each piece of its template and for what that adds to the text. */
    static final class Charging implements TraceListener {
        @Override
        public void onBeforeResolve(ResolveEvent event) {
            RenderBudget budget = RenderBudget.of(event.getContext());
            if (budget != null) {
                budget.step(1);
                if (event.getTemplateNode() instanceof TextNode text) {
                    budget.add(text.getValue().length());
                }
            }
        }

        @Override
        public void onAfterResolve(ResolveEvent event) {
            RenderBudget budget = RenderBudget.of(event.getContext());
            ResultNode result = event.getResultNode();
            if (budget != null && result != null && event.getTemplateNode().isExpression()) {
                result.process(text -> budget.add(text.length()));
            }
        }
    }
}
