import Synchronization

/// What somebody types at a terminal, question by question.
final class TypedAnswers: Sendable {
    private let left: Mutex<[String]>
    private let isRepeated: Bool

    init(_ answers: [String]) {
        left = Mutex(answers)
        isRepeated = false
    }

    /// The same answer to every question.
    init(always answer: String) {
        left = Mutex([answer])
        isRepeated = true
    }

    /// Nil once all were given.
    func next() -> String? {
        left.withLock { left in
            guard let first = left.first else { return nil }
            if !isRepeated { left.removeFirst() }
            return first
        }
    }
}
