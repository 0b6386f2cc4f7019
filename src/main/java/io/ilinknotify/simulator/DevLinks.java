package io.ilinknotify.simulator;

/** What dev mode prints: where to click, and a line to paste. */
record DevLinks(String sendToken, String operatorToken) {
    String words(int port, String phoneUrl) {
        String agent = "http://localhost:" + port;
        return """


                  1. Sign in   %s/login      (operator token: %s)
                  2. Phone     %s      scan, confirm, write one message to the bot
                  3. Status    %s/

                  Then send:
                  curl -H 'Authorization: Bearer %s' -d 'Hello from dev mode' %s/notify
                """.formatted(agent, operatorToken, phoneUrl, agent, sendToken, agent);
    }

    @Override
    public String toString() {
        return "DevLinks[tokens redacted]";
    }
}
