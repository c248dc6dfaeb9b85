package dev.countersign.approval.api;

/** A file that the call would touch; access is read, write, append, create, delete, … */
public record FileTouch(String path, String access) {}
