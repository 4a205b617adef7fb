/** The same cells as a report's, written by other libraries, for {@code bench.py} to hold against it. */
package dev.sweepbook.books;
