package io.ilinknotify.access;

/** Whoever a token belongs to, by the name in records and metrics. */
public record Caller(String name, boolean operator) {
    /** The role of everybody who may send; the operator has it too. */
    public static final String CLIENT = "client";
    /** The role of the one operator, and the operator's name. */
    public static final String OPERATOR = "operator";
    /** The client's name when {@code notify.access.mode} is {@code none}. */
    public static final String LOCAL = "local";

    static Caller theOperator() {
        return new Caller(OPERATOR, true);
    }

    static Caller client(String name) {
        return new Caller(name, false);
    }
}
