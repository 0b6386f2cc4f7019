package io.ilinknotify.intake;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code Content-Type}, read so that small mistakes of senders (a space instead of the semicolon, odd parameters) do not
 * cost an alert.
 *
 * @param essence type and subtype in lower case; empty when the header is missing
 * @param parameters everything after it, as it was sent
 */
record ContentType(String essence, String parameters) {
    /** Said to a sender who is refused. */
    static final String EXPECTED =
            "Send text/plain, application/json, application/x-www-form-urlencoded or multipart/form-data.";

    static final ContentType NONE = new ContentType("", "");
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9!#$&*^_.+-]+/[a-z0-9!#$&*^_.+-]+)(?:[;,\\s](.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern CHARSET = parameterNamed("charset");
    private static final Pattern BOUNDARY = parameterNamed("boundary");
    /** Senders in China declare nothing; GBK is a part of it. */
    private static final List<Charset> UNDECLARED = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));

    /** Reads the header; {@code null} and blank are "no type", anything that is no type at all is 415. */
    static ContentType parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return NONE;
        }
        Matcher m = FORM.matcher(header.strip());
        if (!m.matches()) {
            throw Refusal.unsupported("The Content-Type is not of the form type/subtype. " + EXPECTED);
        }
        String parameters = m.group(2) == null ? "" : m.group(2);
        return new ContentType(m.group(1).toLowerCase(Locale.ROOT), parameters);
    }

    /** The same where nothing can be told to the sender: "no type", or no charset, in place of what is wrong. */
    static ContentType lenient(@Nullable String header) {
        try {
            ContentType given = parse(header);
            return given.parameter(CHARSET).flatMap(ContentType::knownCharset).isPresent()
                    ? given
                    : new ContentType(
                            given.essence, CHARSET.matcher(given.parameters).replaceAll(" "));
        } catch (ProblemException e) {
            return NONE;
        }
    }

    boolean isText() {
        return essence.isEmpty() || essence.startsWith("text/");
    }

    boolean isJson() {
        return essence.equals("application/json") || essence.endsWith("+json");
    }

    boolean isForm() {
        return essence.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return essence.equals("multipart/form-data");
    }

    boolean declaresCharset() {
        return parameter(CHARSET).isPresent();
    }

    /** The declared charset, else UTF-8. ASCII is read as UTF-8, which it is a part of. */
    Charset charset() {
        return parameter(CHARSET)
                .map(name -> knownCharset(name)
                        .orElseThrow(() -> Refusal.unsupported("This charset is not known here: send UTF-8.")))
                .orElse(StandardCharsets.UTF_8);
    }

    /** The characters of a body, without a byte order mark; 400 when they cannot be read. */
    String text(byte[] body) {
        return decode(body)
                .orElseThrow(
                        () -> Refusal.unreadable(
                                "It is not valid " + charset().name()
                                        + ": send UTF-8, or name the charset in the Content-Type, such as text/plain; charset=ISO-8859-1."));
    }

    /** The same where nothing can be told to the sender: in the charset that fits, whatever is declared. */
    String anyText(byte[] body) {
        return decode(body).or(() -> NONE.decode(body)).orElseGet(() -> new String(body, StandardCharsets.UTF_8));
    }

    /** The characters of a body or of a part of it; empty when they are not of the declared charset. */
    Optional<String> decode(byte[] bytes) {
        if (parameter(CHARSET).isPresent()) {
            return decode(bytes, charset());
        }
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        return mark == 0xFEFF || mark == 0xFFFE
                ? decode(bytes, StandardCharsets.UTF_16)
                : UNDECLARED.stream()
                        .flatMap(charset -> decode(bytes, charset).stream())
                        .findFirst();
    }

    static Optional<String> decode(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        if (text.indexOf('\uFFFD') >= 0 && !isOf(charset, bytes)) {
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Asked only of a text that has the sign for what cannot be read: it may have been sent as it is. */
    private static boolean isOf(Charset charset, byte[] bytes) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).hasRemaining();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    Optional<String> boundary() {
        return parameter(BOUNDARY);
    }

    /** The charset of that name if this runtime has it: GBK and its kin are. */
    static Optional<Charset> knownCharset(String name) {
        try {
            return Optional.of(Charset.forName(name))
                    .map(c -> c.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : c);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not the form of a name, or no charset of this runtime
        }
    }

    /** The same as the standard has it, with the parameters that mean something here. */
    String canonical() {
        StringBuilder text = new StringBuilder(essence);
        parameter(CHARSET)
                .ifPresent(value -> text.append("; charset=\"").append(value).append('"'));
        boundary().ifPresent(value -> text.append("; boundary=\"").append(value).append('"'));
        return text.toString();
    }

    private static Pattern parameterNamed(String name) {
        return Pattern.compile(
                "(?:^|[;,\\s])" + name + "\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s\"]+))", Pattern.CASE_INSENSITIVE);
    }

    private Optional<String> parameter(Pattern named) {
        Matcher m = named.matcher(parameters);
        if (!m.find()) {
            return Optional.empty();
        }
        return Optional.of(m.group(1) != null ? m.group(1) : m.group(2)).filter(value -> !value.isBlank());
    }
}
