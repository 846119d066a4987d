import SeedTestKit

/// The script of one psql session that writes for a while, made from a seed.
///
/// Each session writes rows of its own, so that none waits for another.
struct StressScript {
    static let rows = 3000

    private(set) var text = ""
    /// How long it sleeps, all in all.
    private(set) var seconds = 0.0
    private var count = 0
    private var random: SeededGenerator
    private let kind: StressWriter
    private let number: Int

    init(_ kind: StressWriter, lasting limit: Double, seed: UInt64) {
        self.kind = kind
        number = StressWriter.allCases.firstIndex(of: kind) ?? 0
        random = SeededGenerator(state: seed &+ UInt64(number))
        while seconds < limit {
            count += 1
            kind.addTransaction(to: &self)
        }
    }

    mutating func add(_ statements: String...) {
        for statement in statements { text += "\(statement);\n" }
    }

    mutating func sleep(upTo limit: Double) {
        let time = Double.random(in: 0...limit, using: &random)
        seconds += time
        add("SELECT FROM pg_sleep(\(time))")
    }

    mutating func update(_ id: String) { add("UPDATE setting SET value = '\(kind) \(count)' WHERE id = \(id)") }

    /// One of the session's rows.
    mutating func anyRow() -> String {
        let writers = StressWriter.allCases.count
        return "\(1 + number + writers * Int.random(in: 0..<Self.rows / writers, using: &random))"
    }

    /// No other transaction, and no other row, has this number.
    var unique: Int { (number + 1) * 1_000_000 + count }
}
