/** Measurements, each a program of its own: see CONTRIBUTING.md for the command. They are no tests and prove nothing in a build. */
@NullMarked
package io.ilinknotify.bench;

import org.jspecify.annotations.NullMarked;
