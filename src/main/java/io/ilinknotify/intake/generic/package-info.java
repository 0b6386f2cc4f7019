/** {@code POST /webhook/<name>}: any payload, told as well as can be without knowing it. */
@NullMarked
package io.ilinknotify.intake.generic;

import org.jspecify.annotations.NullMarked;
