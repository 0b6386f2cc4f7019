package io.ilinknotify.webhook.template;

import io.quarkus.qute.ResultNode;
import io.quarkus.qute.TextNode;
import io.quarkus.qute.trace.ResolveEvent;
import io.quarkus.qute.trace.TraceListener;

/** Charges the budget of a rendering for each piece of its template and for what that adds to the text. */
final class RenderGuard implements TraceListener {
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
