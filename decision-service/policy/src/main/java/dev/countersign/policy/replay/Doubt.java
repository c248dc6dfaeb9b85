package dev.countersign.policy.replay;

/** Why a recorded call may be judged otherwise than it would have been when it was proposed. */
public enum Doubt {
    /** A secret was masked; what stood there counts as one unknown word. */
    MASKED,

    /** The session began before the recording, so what it had done until then is not known. */
    EARLIER_CALLS
}
