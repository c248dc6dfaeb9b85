/** PowerShell and the command prompt of Windows: text to commands, as far as their words tell. */
@NullMarked
package dev.countersign.policy.powershell;

import org.jspecify.annotations.NullMarked;
