/** {@code POST /webhook/grafana}, with Grafana's signature in the place of a token if one is configured. */
@NullMarked
package io.ilinknotify.intake.grafana;

import org.jspecify.annotations.NullMarked;
