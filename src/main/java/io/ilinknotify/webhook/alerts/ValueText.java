package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.ilinknotify.intake.JsonText.text;

/** The numbers that Grafana sends with an alert, as a person reads them: 18.98 and 0. */
final class ValueText {
    private static final Pattern NAME = Pattern.compile("\\[ (?:var|metric)='([^']{1,80}+)' labels=\\{");
    private static final Pattern VALUE = Pattern.compile("} value=(\\S{1,40}+) ]");
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal TOO_LARGE = new BigDecimal("1e15");
    private static final BigDecimal TOO_SMALL = new BigDecimal("1e-9");
    /** Of a number above a thousand a short rest is told, too. */
    private static final int SEVEN_DIGITS = 7;

    private static final int MOST = 6;
    private static final int LONGEST_STRING = 20_000;

    private ValueText() {}

    /** By their names; empty when the alert has no numbers. */
    static Map<String, String> of(JsonNode alert) {
        Map<String, String> values = JsonText.texts(alert.get("values"));
        if (values.isEmpty()) {
            values = inString(text(alert, "valueString"));
        }
        Map<String, String> told = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!value.isBlank() && told.size() < MOST) {
                told.put(Text.line(name, 40), number(value));
            }
        });
        return told;
    }

    private static Map<String, String> inString(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text.length() <= LONGEST_STRING) {
            Matcher name = NAME.matcher(text);
            int at = 0;
            while (at >= 0 && name.find(at)) {
                at = text.indexOf('}', name.end());
                Matcher value = VALUE.matcher(text).region(Math.max(0, at), text.length());
                if (at >= 0 && value.lookingAt()) {
                    values.putIfAbsent(name.group(1), value.group(1));
                }
            }
        }
        return values;
    }

    /** Four digits, or all of them before the point with commas between the thousands. */
    static String number(String text) {
        BigDecimal value;
        try {
            value = text.length() > 40 ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            value = null; // NaN, +Inf, [no value]
        }
        if (value == null) {
            return Text.line(text, 40);
        }
        BigDecimal size = value.abs();
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal four = value.round(FOUR_DIGITS).stripTrailingZeros();
        if (size.compareTo(TOO_LARGE) >= 0 || size.compareTo(TOO_SMALL) < 0) {
            return four.toString();
        }
        if (size.compareTo(THOUSAND) < 0) {
            return four.toPlainString();
        }
        if (value.scale() > 0 && value.precision() <= SEVEN_DIGITS) {
            return value.stripTrailingZeros().toPlainString();
        }
        return grouped(value.setScale(0, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String grouped(String digits) {
        return digits.length() < 6 ? digits : digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
    }
}
