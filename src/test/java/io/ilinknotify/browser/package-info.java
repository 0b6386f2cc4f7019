/** A headless Chromium for tests of pages, spoken to as W3C WebDriver over HTTP. */
@NullMarked
package io.ilinknotify.browser;

import org.jspecify.annotations.NullMarked;
