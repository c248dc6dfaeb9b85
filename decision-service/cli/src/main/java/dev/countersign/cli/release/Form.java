package dev.countersign.cli.release;

/** For whom an answer is shown. */
enum Form {
    PEOPLE,
    PROGRAMS
}
