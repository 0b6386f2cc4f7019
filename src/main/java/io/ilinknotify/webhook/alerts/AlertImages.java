package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.media.Upload;
import org.jspecify.annotations.Nullable;

/** Takes the pictures out of a group of alerts that stand in the payload itself ({@code embeddedImage}). */
public final class AlertImages {
    private static final String MEMBER = "embeddedImage";
    private static final String DATA = ";base64,";

    private AlertImages() {}

    /** Those of the first alerts; the group is told without any that cannot be kept. */
    public static void take(ObjectNode group, boolean wanted, Upload pictures) {
        for (JsonNode alert : group.path("alerts")) {
            String picture = alert instanceof ObjectNode object ? text(object.remove(MEMBER)) : "";
            if (wanted && !picture.isEmpty()) {
                String name = JsonText.text(alert.get("labels"), "alertname");
                pictures.addPicture(name, picture.substring(start(picture)));
            }
        }
    }

    private static String text(@Nullable JsonNode value) {
        return value != null && value.isTextual() ? value.textValue() : "";
    }

    /** Where the content begins: some write {@code data:image/png;base64,} before it. */
    private static int start(String picture) {
        int data = picture.startsWith("data:") ? picture.indexOf(DATA) : -1;
        return data < 0 ? 0 : data + DATA.length();
    }
}
