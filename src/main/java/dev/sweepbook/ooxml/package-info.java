/**
 * Workbook packages as files: archive, parts, relationships, cells, references; nothing of what they mean to a sweep.
 * Start at {@link dev.sweepbook.ooxml.PackageFile}.
 */
@NullMarked
package dev.sweepbook.ooxml;

import org.jspecify.annotations.NullMarked;
