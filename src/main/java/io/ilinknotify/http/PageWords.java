package io.ilinknotify.http;

import io.ilinknotify.notification.Language;
import io.quarkus.qute.TemplateExtension;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The words of one page in the agent's language. A template says {@code {words.title}}, {@code {words.more(3)}} where the
 * text has a {@code %s}, and {@code {words.state(entry.state)}} where the constants of an enum have a text each; values
 * may follow the constant.
 */
public final class PageWords {
    private final Properties texts = new Properties();

    /** Reads {@code words/<page>_<language>.properties}, beside the words that every page has. */
    public PageWords(String page, Language language) {
        read("page", language);
        read(page, language);
    }

    private void read(String page, Language language) {
        String file = "/words/" + page + "_" + language.code() + ".properties";
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(PageWords.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String name) {
        return Objects.requireNonNull(texts.getProperty(name), name);
    }

    @TemplateExtension(matchName = TemplateExtension.ANY)
    static String word(PageWords words, String name) {
        return words.text(name);
    }

    @TemplateExtension(matchName = TemplateExtension.ANY)
    static String word(PageWords words, String name, Object first, Object... more) {
        return first instanceof Enum<?> constant
                ? words.text(name + "_" + constant.name()).formatted(more)
                : words.text(name)
                        .formatted(
                                Stream.concat(Stream.of(first), Stream.of(more)).toArray());
    }
}
