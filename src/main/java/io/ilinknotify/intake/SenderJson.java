package io.ilinknotify.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ilinknotify.http.ProblemException;

/** JSON as senders write it, within bounds: a small body of many small values would become a tree that fills the heap. */
public final class SenderJson {
    private static final int DEEPEST = 100;
    private static final int LONGEST_NAME = 5_000;

    private SenderJson() {}

    /** A reader's settings with the bounds; one value takes some 50 bytes of memory beside its text. */
    public static JsonMapper.Builder within(int mostValues) {
        // Names are the senders' own words: kept for the next body, they would stay in memory for ever.
        return JsonMapper.builder(JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(mostValues)
                        .maxNestingDepth(DEEPEST)
                        .maxNameLength(LONGEST_NAME)
                        .build())
                .build());
    }

    /** 400: the body is within its bytes, and would take too much memory all the same. */
    public static ProblemException tooMuch() {
        return Refusal.unreadable("The body is not valid JSON: it has too many values, is nested more than " + DEEPEST
                + " deep, or has a name or a number that is too long.");
    }
}
