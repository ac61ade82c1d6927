/**
 * HTML and SVG as text that cannot be written unescaped, tables, and numbers as readers expect
 * them.
 */
@NullMarked
package org.purkinje.eval.report.html;

import org.jspecify.annotations.NullMarked;
