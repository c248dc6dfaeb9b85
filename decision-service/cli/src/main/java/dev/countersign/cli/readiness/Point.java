package dev.countersign.cli.readiness;

/** One of the twelve things that are looked at. */
interface Point {

    Finding check(Launch launch);
}
