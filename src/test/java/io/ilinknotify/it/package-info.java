/**
 * Black-box tests: what the build made, jar or native executable, in a process of its own, against the simulator in the
 * test's JVM. Nothing else starts it, and nothing here may ask which of the two it is.
 */
@NullMarked
package io.ilinknotify.it;

import org.jspecify.annotations.NullMarked;
