/// One row as it was promoted last, as the source has it now and as the target has it now.
///
/// Values align with the columns; a side that has no such row is nil, and so is the base of a row that was not promoted:
/// the target has inserted it. At least one side has it.
package struct ThreeWay<Value: Equatable> {
    package var base: [Value]?
    package var source: [Value]?
    package var target: [Value]?

    package init(base: [Value]?, source: [Value]?, target: [Value]?) {
        self.base = base
        self.source = source
        self.target = target
    }

    /// Somebody edited, deleted or inserted the target's row.
    package var isEdited: Bool { target != base }

    /// What `policy` says of the row. `stamp` is the number of the tracking column, and `stamps` how its values compare.
    package func decision(
        _ policy: TableRule.ConflictPolicy, stamp: Int? = nil, stamps: StampOrder = .unknown
    ) -> ConflictDecision {
        guard isEdited else { return .write }
        switch policy {
        case .source: return .write
        case .target: return .keep
        case .fail: return .conflict(differing)
        case .newest:
            // A row that only the target ever had is newer than none.
            if base == nil, source == nil { return .keep }
            guard source != nil, target != nil else { return .conflict(differing) }
            switch stamps {
            case .sourceIsNewer: return .write
            case .targetIsNewer: return .keep
            case .unknown: return .conflict(differing)
            }
        case .merge: return merged(stamp: stamp)
        }
    }

    private func merged(stamp: Int?) -> ConflictDecision {
        guard let source, let target else {
            // A row the source still has as it was promoted says nothing against its delete in the target.
            return source == base ? .keep : .conflict(differing)
        }
        guard let base else { return .conflict(differing) }
        var kept: [Int] = []
        var conflicting: [Int] = []
        for column in base.indices where source[column] != target[column] && target[column] != base[column] {
            if source[column] == base[column] {
                kept.append(column)
            } else if column != stamp {
                // Stamps of two edits always differ: the source's stands for both.
                conflicting.append(column)
            }
        }
        guard conflicting.isEmpty else { return .conflict(conflicting) }
        return kept.isEmpty ? .write : .merge(kept)
    }

    /// Columns in which the sides differ; where one of them has no row, those that the other has edited.
    private var differing: [Int] {
        let known = base ?? source ?? target ?? []
        let (one, other) = (source ?? known, target ?? known)
        return known.indices.filter { one[$0] != other[$0] }
    }
}
