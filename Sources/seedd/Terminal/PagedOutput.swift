import Dispatch
import SeedModel
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// What a command writes at a terminal, held back until it is known whether the screen has room for it: what has not goes
/// through a pager.
///
/// From the first result on warnings are held back too: they come where they stand, or after the pager.
final class PagedOutput: Sendable {
    private struct Part {
        var text: String
        var isError: Bool
    }

    private enum State {
        case holding
        case paging(Pager)
        /// The person has left the pager: nobody wants the rest.
        case left
        case passing
    }

    private struct Content {
        var state = State.holding
        var parts: [Part] = []
        var bytes = 0
    }

    /// Beyond this the pager is started before the command is done.
    private static let heldBytes = 4 << 20

    private let program: PagerProgram
    private let screen: ScreenSize
    /// The real streams.
    private let context: CommandContext
    /// The signal that ended the pager.
    private let ended = SignalNumber()
    private let content = Mutex(Content())

    init(_ program: PagerProgram, _ screen: ScreenSize, _ context: CommandContext) {
        self.program = program
        self.screen = screen
        self.context = context
    }

    /// `context` with its output held back here.
    func holding(_ context: CommandContext) -> CommandContext {
        var held = context
        held.output = { text in try self.write(text, isError: false, context) }
        held.errorOutput = { text in try? self.write(text, isError: true, context) }
        return held
    }

    private func write(_ text: String, isError: Bool, _ context: CommandContext) throws {
        try content.withLock { content in
            switch content.state {
            case .passing: try pass(Part(text: text, isError: isError), to: context)
            case .left:
                if isError { context.errorOutput(text) }
            case .holding:
                guard !isError || !content.parts.isEmpty else { return context.errorOutput(text) }
                content.parts.append(Part(text: text, isError: isError))
                content.bytes += text.utf8.count
                if content.bytes > Self.heldBytes { try startPaging(&content) }
            case .paging(let pager):
                guard !isError else { return content.parts.append(Part(text: text, isError: true)) }
                do {
                    try pager.write(text)
                } catch {
                    try stopPaging(pager, &content)
                }
            }
        }
    }

    /// To be called when the command is done: shows what is held back, and returns when the person has left the pager.
    ///
    /// - Throws: `terminated`; and what the real output does.
    func finish() async throws {
        let isWanted = !Task.isCancelled
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            // On a thread of its own: a person may take long, and the tasks' threads are few.
            DispatchQueue.global().async { continuation.resume(with: Result { try self.show(isWanted: isWanted) }) }
        }
        if ended.value != nil { throw SeedError(.terminated, "pager", "terminated") }
    }

    private func show(isWanted: Bool) throws {
        try content.withLock { content in
            if case .holding = content.state {
                let text = content.parts.lazy.filter { !$0.isError }.map(\.text)
                if isWanted, !screen.hasRoom(for: text) {
                    try startPaging(&content)
                } else {
                    try passAll(&content)
                }
            }
            if case .paging(let pager) = content.state { try stopPaging(pager, &content) }
        }
    }

    private func startPaging(_ content: inout Content) throws {
        let pager: Pager
        do {
            context.screen.lend(with: context.errorOutput)
            pager = try Pager(program, variables: context.variables)
        } catch {
            context.screen.takeBack()
            return try passAll(&content, warning: "\(error)")
        }
        content.state = .paging(pager)
        // Keys are the pager's: it is no reason to end that somebody stops a search.
        context.signals.hand { [ended] number in
            guard number != SIGINT else { return }
            ended.set(number)
            kill(pager.id, number)
        }
        do {
            for part in content.parts where !part.isError { try pager.write(part.text) }
        } catch {
            try stopPaging(pager, &content)
        }
    }

    private func stopPaging(_ pager: Pager, _ content: inout Content) throws {
        let hasRun = pager.finish()
        context.signals.takeBack()
        context.screen.takeBack()
        guard hasRun else { return try passAll(&content, warning: "no such program") }
        content.state = .left
        for part in content.parts where part.isError { context.errorOutput(part.text) }
        content.parts = []
    }

    private func passAll(_ content: inout Content, warning: String? = nil) throws {
        content.state = .passing
        defer { content.parts = [] }
        for part in content.parts { try pass(part, to: context) }
        if let warning, program.isChosen {
            context.warn("the pager \(Printable.quoted(program.command)) can't be started: \(warning)")
        }
    }

    private func pass(_ part: Part, to context: CommandContext) throws {
        guard part.isError else { return try context.output(part.text) }
        context.errorOutput(part.text)
    }
}
