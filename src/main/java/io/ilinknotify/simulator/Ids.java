package io.ilinknotify.simulator;

import java.math.BigInteger;
import java.util.Locale;
import java.util.SplittableRandom;

/** Everything that the server makes up: the same seed gives the same row of ids, and the same id for a name. */
final class Ids {
    private final long seed;
    /** A server that takes the place of another leaves out what may have been given out before. */
    long counter;

    Ids(long seed) {
        this.seed = seed;
    }

    /** The next one of the row. */
    String hex(int digits) {
        return hex(++counter, digits);
    }

    /** The one of this name: the same wherever it stands in the row. */
    String named(String name, int digits) {
        return hex(name.hashCode() | 1L << 62, digits);
    }

    private String hex(long place, int digits) {
        // SplittableRandom walks in steps of one constant: neighbouring seeds must not lie that far apart.
        var random = new SplittableRandom(seed ^ 0xBF58476D1CE4E5B9L * place);
        var text = new StringBuilder(digits);
        while (text.length() < digits) {
            text.append(String.format(Locale.ROOT, "%016x", random.nextLong()));
        }
        return text.substring(0, digits);
    }

    /** Six decimal digits, as the phone shows them. */
    String digits() {
        return String.format(Locale.ROOT, "%06d", Long.parseLong(hex(10), 16) % 1_000_000);
    }

    /** An unsigned 64-bit number: in turn a small one, one that a double cannot hold, one that a long cannot hold. */
    BigInteger message() {
        BigInteger n = BigInteger.valueOf(++counter);
        return switch ((int) (counter % 3)) {
            case 0 -> n.add(BigInteger.valueOf(7_400_000_000L));
            case 1 -> BigInteger.TWO.pow(53).add(n.shiftLeft(1)).add(BigInteger.ONE);
            default -> BigInteger.TWO.pow(63).add(n.shiftLeft(1)).add(BigInteger.ONE);
        };
    }
}
