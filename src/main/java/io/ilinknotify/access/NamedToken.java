package io.ilinknotify.access;

/**
 * A token as it was read.
 *
 * @param name whose it is
 * @param value the secret
 * @param source where it was read, in words for the operator: a setting or a file
 */
record NamedToken(String name, String value, String source) {
    @Override
    public String toString() {
        return "NamedToken[" + name + " of " + source + ", redacted]";
    }
}
