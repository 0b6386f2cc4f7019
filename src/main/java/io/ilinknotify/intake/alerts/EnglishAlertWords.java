package io.ilinknotify.intake.alerts;

record EnglishAlertWords() implements AlertWords {
    @Override
    public String state(long firing, long ended) {
        if (firing == 0) {
            return "RESOLVED " + ended + ": ";
        }
        return "FIRING " + firing + (ended == 0 ? ": " : ", RESOLVED " + ended + ": ");
    }

    @Override
    public String since(String start, String length) {
        return "since " + start + (length.isEmpty() ? "" : " (" + length + ")");
    }

    @Override
    public String lasted(String length, String end) {
        if (length.isEmpty()) {
            return "until " + end;
        }
        return "lasted " + length + (end.isEmpty() ? "" : ", until " + end);
    }

    @Override
    public String rest(long firing, long ended) {
        if (ended == 0) {
            return "… and " + firing + " more firing";
        }
        return firing == 0
                ? "… and " + ended + " more resolved"
                : "… and " + firing + " more firing, " + ended + " more resolved";
    }

    @Override
    public String truncated(int count) {
        return "… the sender left out " + count + " more";
    }

    @Override
    public String silence(String link) {
        return "silence: " + link;
    }

    @Override
    public String again(long times, String length) {
        return "still firing, " + ordinal(times) + " time" + (length.isEmpty() ? "" : ", for " + length);
    }

    private static String ordinal(long n) {
        boolean teens = n % 100 >= 11 && n % 100 <= 13;
        return n
                + switch (teens ? 0 : (int) (n % 10)) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    @Override
    public String days(long n) {
        return n + "d";
    }

    @Override
    public String hours(long n) {
        return n + "h";
    }

    @Override
    public String minutes(long n) {
        return n + "m";
    }

    @Override
    public String seconds(long n) {
        return n + "s";
    }

    @Override
    public String unitGap() {
        return " ";
    }
}
