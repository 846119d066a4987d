import SeedEngine
import SeedModel

extension CommandContext {
    /// Shows an error. Rows are shown to people; the server's words, which may quote anything, only at a terminal.
    ///
    /// Where standard error is the journal it gets neither, and an entry instead of the text, unless it has one already.
    func report(_ error: SeedError) {
        guard !log.isEntryEnough else {
            if !error.isTold { journalSink(identifier: "seedd").receive(error) }
            return
        }
        var text = "error: \(Printable.lines(error.description))\n"
        for more in [error.detail, terminal.isInteractive ? error.serverText : nil] {
            guard let more, !log.isStandardErrorJournal else { continue }
            text += Printable.lines(more).split(separator: "\n").map { "  \($0)\n" }.joined()
        }
        if let hint = error.hint { text += "hint: \(Printable.lines(hint))\n" }
        errorOutput(logged(text, "<3>"))
    }

    func warn(_ message: String) { errorOutput(logged("warning: \(Printable.lines(message))\n", "<4>")) }

    func journalSink(identifier: String) -> JournalSink {
        JournalSink(
            identifier: identifier, operatorName: Operator.current(version: Seedd.version).name, journal: log.journal,
            exitCode: ExitStatus.code(of:))
    }

    /// Each line of standard error is an entry where that leads to the journal; without a priority none is a warning.
    private func logged(_ text: String, _ priority: String) -> String {
        guard log.isStandardErrorJournal else { return text }
        return text.split(separator: "\n").map { "\(priority)\($0)\n" }.joined()
    }
}
