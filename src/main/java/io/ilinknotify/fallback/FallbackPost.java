package io.ilinknotify.fallback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What the webhook is told; every field is there, also when it is {@code null}.
 *
 * @param id the notification's, or {@code summary-} and the id of the first one that it sums up
 * @param title its title, or {@code null}
 * @param text its whole text; of a summary one line each
 * @param priority {@code low}, {@code default}, {@code high} or {@code critical}; of a summary the highest
 * @param state how it stands; of a summary {@code several} when they differ
 * @param reason why it is not out, or {@code null}
 * @param createdAt when it was accepted, such as {@code 2026-11-02T01:00:00Z}; of a summary the oldest
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"id", "title", "text", "priority", "state", "reason", "created_at"})
record FallbackPost(
        String id,
        @Nullable String title,
        String text,
        String priority,
        String state,
        @Nullable String reason,
        @JsonProperty("created_at") String createdAt) {}
