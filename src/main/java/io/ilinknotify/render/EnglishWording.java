package io.ilinknotify.render;

/** English. */
final class EnglishWording implements Wording {
    @Override
    public String missing(int characters) {
        return "… (" + characters + " more characters)";
    }
}
