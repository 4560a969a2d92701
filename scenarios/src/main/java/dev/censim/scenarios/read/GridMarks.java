package dev.censim.scenarios.read;

/**
 * Positions in a grid. Its values are put into the tree of another file, and a position has no room for a file: lines of the grid are
 * counted downwards from 0.
 */
final class GridMarks {

    private GridMarks() {}

    /** The same position, told from those of the scenario. */
    static Mark ofGrid(Mark mark) {
        return new Mark(-mark.line(), mark.column());
    }

    /** The same node with positions that are told from those of the scenario. */
    static Node ofGrid(Node node) {
        if (node instanceof Node.Sequence list) {
            return new Node.Sequence(
                    ofGrid(list.mark()),
                    list.items().stream().map(GridMarks::ofGrid).toList());
        }
        if (node instanceof Node.Mapping mapping) {
            return new Node.Mapping(
                    ofGrid(mapping.mark()),
                    mapping.entries().stream()
                            .map(entry -> new Node.Entry((Node.Scalar) ofGrid(entry.key()), ofGrid(entry.value())))
                            .toList());
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return new Node.Scalar(ofGrid(scalar.mark()), scalar.text(), scalar.plain());
    }

    /** With the file and the line that are meant. */
    static Diagnostic inItsFile(Diagnostic diagnostic, String grid) {
        return diagnostic.line() > 0
                ? diagnostic
                : new Diagnostic(
                        grid,
                        -diagnostic.line(),
                        diagnostic.column(),
                        diagnostic.severity(),
                        diagnostic.message(),
                        diagnostic.remedy());
    }

    /** The same diagnostic with words behind its message. */
    static Diagnostic with(Diagnostic diagnostic, String words) {
        return new Diagnostic(
                diagnostic.file(),
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.severity(),
                diagnostic.message() + words,
                diagnostic.remedy());
    }
}
