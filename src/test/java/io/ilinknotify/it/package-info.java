/** Black-box tests: the packaged artifact in a process of its own, against the simulator in the test's JVM. */
@NullMarked
package io.ilinknotify.it;

import org.jspecify.annotations.NullMarked;
