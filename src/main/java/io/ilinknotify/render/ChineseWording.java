package io.ilinknotify.render;

/** 中文 */
final class ChineseWording implements Wording {
    @Override
    public String missing(int characters) {
        return "……（还有 " + characters + " 字未显示）";
    }
}
