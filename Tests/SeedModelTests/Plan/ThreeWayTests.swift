import SeedModel
import Testing

/// What becomes of one row of two columns, `x1` being the row as it was promoted last.
struct ThreeWayTests {
    typealias Policy = TableRule.ConflictPolicy

    private func decision(_ policy: Policy, _ source: String?, _ target: String?) -> ConflictDecision {
        ThreeWay(base: Array("x1"), source: source.map(Array.init), target: target.map(Array.init)).decision(policy)
    }

    @Test(arguments: Policy.allCases)
    func aRowThatWasNotEditedIsWritten(_ policy: Policy) {
        #expect(decision(policy, "y2", "x1") == .write)
        #expect(decision(policy, nil, "x1") == .write)
    }

    @Test(
        arguments: [
            ("y1", "x2", .merge([1])), ("x1", "x2", .merge([1])), ("y1", "z1", .conflict([0])),
            ("y2", "z1", .conflict([0])), ("y2", "z3", .conflict([0, 1])), ("y2", "y1", .write),
            ("y1", "y2", .merge([1])),
            (nil, "x2", .conflict([1])), ("x1", nil, .keep), ("y1", nil, .conflict([0])),
        ] as [(String?, String?, ConflictDecision)])
    func mergeGoesByColumn(source: String?, target: String?, expected: ConflictDecision) {
        #expect(decision(.merge, source, target) == expected)
    }

    @Test func stampsOfTwoEditsAreNoConflict() {
        let row = ThreeWay(base: Array("xy1"), source: Array("ay2"), target: Array("xb3"))
        #expect(row.decision(.merge) == .conflict([2]))
        #expect(row.decision(.merge, stamp: 2) == .merge([1]))
    }

    @Test(arguments: [
        (StampOrder.sourceIsNewer, ConflictDecision.write), (.targetIsNewer, .keep), (.unknown, .conflict([0])),
    ])
    func newestGoesByStamp(order: StampOrder, expected: ConflictDecision) {
        let row = ThreeWay(base: Array("x1"), source: Array("y1"), target: Array("z1"))
        #expect(row.decision(.newest, stamps: order) == expected)
    }

    @Test(arguments: [(Policy.source, ConflictDecision.write), (.target, .keep), (.fail, .conflict([0]))])
    func othersDecideWithoutLooking(_ policy: Policy, expected: ConflictDecision) {
        #expect(decision(policy, "y1", "z1") == expected)
    }
}
