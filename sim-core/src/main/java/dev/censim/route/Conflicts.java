package dev.censim.route;

import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which blocks of VPCs a table takes: one that overlaps the block of another VPC which is there already is rejected, until the earlier
 * one is gone (vendor, "manage custom routes", Rejected).
 */
final class Conflicts {

    /** A block and the instance that it belongs to. */
    private record Block(Prefix prefix, int origin) {}

    /** Every block in the order of arrival, and whether it was taken. */
    private final LinkedHashMap<Block, Boolean> blocks;

    /** The origin of each block that was taken. */
    private final TreeMap<Prefix, Integer> taken;

    Conflicts() {
        this(new LinkedHashMap<>(), new TreeMap<>());
    }

    private Conflicts(LinkedHashMap<Block, Boolean> blocks, TreeMap<Prefix, Integer> taken) {
        this.blocks = blocks;
        this.taken = taken;
    }

    Conflicts copy() {
        return new Conflicts(new LinkedHashMap<>(blocks), new TreeMap<>(taken));
    }

    boolean isRejected(Prefix prefix, int origin) {
        return Boolean.FALSE.equals(blocks.get(new Block(prefix, origin)));
    }

    void add(Prefix prefix, int origin) {
        Block block = new Block(prefix, origin);
        if (!blocks.containsKey(block)) {
            blocks.put(block, take(block));
        }
    }

    /** Blocks that are taken now because this one is gone. */
    List<Prefix> remove(Prefix prefix, int origin) {
        if (!Boolean.TRUE.equals(blocks.remove(new Block(prefix, origin)))) {
            return List.of();
        }
        taken.remove(prefix);
        List<Prefix> freed = new ArrayList<>();
        for (Map.Entry<Block, Boolean> entry : blocks.entrySet()) {
            if (!entry.getValue() && take(entry.getKey())) {
                entry.setValue(true);
                freed.add(entry.getKey().prefix());
            }
        }
        return freed;
    }

    private boolean take(Block block) {
        if (isBlocked(block)) {
            return false;
        }
        taken.put(block.prefix(), block.origin());
        return true;
    }

    private boolean isBlocked(Block block) {
        for (int length = 0; length <= block.prefix().length(); length++) {
            Prefix around = new Prefix(block.prefix().network() & Prefix.mask(length), length);
            Integer origin = taken.get(around);
            if (origin != null && origin != block.origin()) {
                return true;
            }
        }
        for (Map.Entry<Prefix, Integer> entry :
                taken.tailMap(block.prefix(), false).entrySet()) {
            if (!block.prefix().contains(entry.getKey())) {
                return false;
            }
            if (entry.getValue() != block.origin()) {
                return true;
            }
        }
        return false;
    }
}
