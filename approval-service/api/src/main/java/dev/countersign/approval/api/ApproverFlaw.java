package dev.countersign.approval.api;

import java.util.List;

/**
 * Why nobody could approve.
 *
 * @param requirement position of the requirement in the question, from 0
 * @param operators for whose agents alone this is so; empty if it is so for every agent
 * @param reason a clause that goes on after "because"
 */
public record ApproverFlaw(int requirement, List<String> operators, String reason) {}
