/// A schema, its rows, what happens to them at the source and the target, and a job: all drawn from a seed.
package struct Zoo: Sendable {
    package let seed: UInt64
    package internal(set) var tables: [ZooTable] = []
    package var statements: [ZooStatement] = []
    package private(set) var rules: [ZooRule] = []
    var generator: SeededGenerator

    /// Rows a table starts with, at most.
    private static let rows = 9

    package init(seed: UInt64) {
        self.seed = seed
        generator = SeededGenerator(state: seed)
        let count = draw(1...7)
        for number in 0..<count { tables.append(table(number)) }
        for number in tables.indices { refer(number) }
        rules = tables.indices.map { rule($0) }
        if seed % 3 == 0, chance(2) { rules.remove(at: draw(0...(rules.count - 1))) }
        statements = ZooType.definitions.map { ZooStatement($0) }
        for table in tables { statements += creation(table) }
        for number in tables.indices {
            for row in 0..<draw(0...Self.rows) { statements.append(ZooStatement(insertion(number, row))) }
        }
        for table in tables { statements += references(table) }
        for _ in 0..<draw(0...10) { statements.append(ZooStatement(edit())) }
        for table in tables where table.extra != nil {
            statements.append(ZooStatement("UPDATE \(table.name) SET extra = 'x' || \(table.key[0])::text", .target))
        }
        if chance(4) { for _ in 0..<draw(1...4) { statements.append(ZooStatement(edit(), .target)) } }
        for _ in 0..<draw(3...30) { statements.append(ZooStatement(edit(), .source)) }
    }

    mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &generator) == 0 }
    mutating func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &generator)] }

    /// Every row of every table is mirrored.
    package var isWhole: Bool {
        rules.count == tables.count && rules.allSatisfy { $0.mode == "mirror" && $0.filter == nil && $0.ignore.isEmpty }
    }
}
