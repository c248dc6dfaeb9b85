/** What a bypass may cover: narrow enough that people can know what they agree to. */
@NullMarked
package dev.countersign.approval.api.scope;

import org.jspecify.annotations.NullMarked;
