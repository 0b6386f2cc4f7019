package io.ilinknotify.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** axe-core, which looks for what shuts people out of a page. */
public final class Axe {
    private static final String LOOK = """
            return axe.run(document, {runOnly: %s, resultTypes: ['violations']})
              .then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
                rule.id + ' at ' + node.target + ': ' + node.failureSummary + ' ' + node.html.slice(0, 200))));
            """;

    private static final String ALL_RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']";
    private static final String RULES_OF_COLOURS = "['color-contrast', 'link-in-text-block']";

    private final String script;

    /** Reads it from where the build has put it. */
    public Axe() {
        try {
            script = Files.readString(Path.of("target/axe/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException("let the build fetch axe-core first: ./mvnw test-compile", e);
        }
    }

    /** Each rule that the page breaks as it is shown now, and where. */
    public List<String> violations(Browser page) {
        return violations(page, ALL_RULES);
    }

    /** The same of the rules that a page with other colours may break. */
    public List<String> violationsByColours(Browser page) {
        return violations(page, RULES_OF_COLOURS);
    }

    private List<String> violations(Browser page, String rules) {
        if (!page.run("return typeof axe === 'object'").asBoolean()) {
            page.cdp("Runtime.evaluate", new ObjectMapper().createObjectNode().put("expression", script));
        }
        var violations = new ArrayList<String>();
        for (JsonNode violation : page.run(LOOK.formatted(rules))) {
            violations.add(violation.asText());
        }
        return violations;
    }
}
