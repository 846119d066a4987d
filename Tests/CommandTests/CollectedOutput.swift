import Synchronization
import Systemd

@testable import seedd

/// What one command wrote, and the context that makes it write here.
final class CollectedOutput: Sendable {
    private let texts = Mutex((output: "", error: ""))

    var output: String { texts.withLock { $0.output } }
    var error: String { texts.withLock { $0.error } }

    /// A context that writes here. `answers` is what somebody types at a terminal, who then goes away; nobody is there when
    /// it is nil.
    /// The machine's own journal is none of a test's business.
    func context(
        variables: [String: String] = [:], directory: String, answers: TypedAnswers? = nil, log: LogPlace = .none
    ) -> CommandContext {
        CommandContext(
            variables: variables, workingDirectory: directory,
            output: { text in self.texts.withLock { $0.output += text } },
            errorOutput: { text in self.texts.withLock { $0.error += text } },
            terminal: Terminal(width: nil, hasColor: false, isInteractive: answers != nil), log: log,
            ask: { question in
                self.texts.withLock { $0.error += question }
                return answers?.next()
            })
    }
}

extension LogPlace {
    static let none = LogPlace(journal: Journal(socketPath: "/none"), files: .directory("/none"))
}
