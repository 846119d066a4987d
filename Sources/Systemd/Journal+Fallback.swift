internal import Glibc

extension Journal {
    /// A message as lines for stderr with the priority in front, as journald reads them from a service's output.
    ///
    /// Every line gets the prefix: journald makes an entry of each, and a line from a message must not pass for another.
    package static func lines(_ message: String, priority: JournalPriority) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "<\(priority.rawValue)>\($0)\n" }
            .joined()
    }

    /// Writes a message to stderr, for when no journal listens; errors are dropped, there is nobody left to tell.
    package static func writeToStandardError(_ message: String, priority: JournalPriority) {
        var rest = Array(lines(message, priority: priority).utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
