package dev.countersign.approval.api;

import java.util.List;

/**
 * How far one panel is.
 *
 * @param groups whose members may vote now
 * @param approvals of distinct people, up to the quorum
 */
public record PanelView(List<String> groups, int quorum, int approvals) {}
