package dev.censim.proto.bgp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From one choice to another; prefixes that came together often share it, and so what is compared is compared once for all of them.
 *
 * @param isNone whether both come to the same
 * @param isOfPaths whether other paths are used, and not only another is the best among them
 */
record Change(
        Decision.@Nullable Selection before, Decision.@Nullable Selection after, boolean isNone, boolean isOfPaths) {

    static final Change NONE = new Change(null, null);

    Change(Decision.@Nullable Selection before, Decision.@Nullable Selection after) {
        this(before, after, Objects.equals(before, after), !paths(before).equals(paths(after)));
    }

    boolean isOf(Decision.@Nullable Selection from, Decision.@Nullable Selection to) {
        return from == before && to == after;
    }

    private static List<Path> paths(Decision.@Nullable Selection selection) {
        return selection == null ? List.of() : selection.paths();
    }
}
