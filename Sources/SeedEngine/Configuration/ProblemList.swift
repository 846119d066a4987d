import SeedModel

/// Collects what is wrong with a file, so that all of it is reported at once.
///
/// A class because every reader of a section adds to the same list; it never leaves the call that loads the file.
final class ProblemList {
    /// Beyond it a report helps nobody; a hostile file may have a mistake per byte.
    private static let limit = 100

    private(set) var problems: Set<ConfigurationProblem> = []
    private var dropped = 0

    /// Whether more problems are only counted; nobody needs to look for suggestions then.
    var isFull: Bool { problems.count >= Self.limit }

    func add(_ problem: ConfigurationProblem) {
        // The same mistake in `defaults` is found by every job that inherits it.
        guard !problems.contains(problem) else { return }
        guard !isFull else {
            dropped += 1
            return
        }
        problems.insert(problem)
    }

    /// All problems in the order of the file; nil where there is none. `subject` is what the file is.
    func error(_ code: ErrorCode = .configuration, file: String, subject: String = "configuration") -> SeedError? {
        let lines = problems.sorted().map { "\(file):\($0.line):\($0.column): \($0.message)" }
        guard let first = lines.first else { return nil }
        guard lines.count > 1 else { return SeedError(code, subject, first) }
        let rest = dropped > 0 ? ["and \(dropped) more"] : []
        let text = ["\(lines.count + dropped) problems"] + lines + rest
        return SeedError(code, subject, text.joined(separator: "\n"))
    }
}
