extension Guards {
    /// What a guard looks at, of one table.
    package struct Volume: Sendable, Equatable {
        package var counts: ChangeCounts
        package var sourceRows: Int
        /// Rows of the target table that a share is taken of.
        package var targetRows: Int

        package init(counts: ChangeCounts, sourceRows: Int, targetRows: Int) {
            self.counts = counts
            self.sourceRows = sourceRows
            self.targetRows = targetRows
        }
    }

    /// Why the volume is refused, one sentence a guard; empty when it is within all of them.
    ///
    /// A share is of the target's rows and counts the rows of the target that would be written, so that a first copy
    /// into an empty table is not a surprise; a number counts inserts as well.
    package func violations(of volume: Volume) -> [String] {
        var violations: [String] = []
        let counts = volume.counts
        if volume.sourceRows == 0, volume.targetRows > 0, !allowEmptySource {
            violations.append(
                "the source has no rows and the target has \(volume.targetRows) (guard allow_empty_source)")
        }
        let touched = counts.update + counts.delete
        switch maxChanged {
        case .rows(let limit) where counts.changes > limit:
            violations.append("\(counts.changes.counted("row")) would change, more than \(limit) (guard max_changed)")
        case .share(let share) where Self.exceeds(touched, share, of: volume.targetRows):
            violations.append(
                "\(touched) of \(volume.targetRows.counted("row")) would change, more than \(Self.percent(share)) "
                    + "(guard max_changed)")
        default: break
        }
        switch maxDeletes {
        case .rows(let limit) where counts.delete > limit:
            violations.append(
                "\(counts.delete.counted("row")) would be deleted, more than \(limit) (guard max_deletes)")
        case .share(let share) where Self.exceeds(counts.delete, share, of: volume.targetRows):
            violations.append(
                "\(counts.delete) of \(volume.targetRows.counted("row")) would be deleted, more than \(Self.percent(share)) "
                    + "(guard max_deletes)")
        default: break
        }
        return violations
    }

    private static func exceeds(_ rows: Int, _ share: Double, of total: Int) -> Bool {
        Double(rows) > share * Double(total)
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }
}
