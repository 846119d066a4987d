#if canImport(Glibc)
    import Glibc
#endif

/// What can be shown, and whether there is somebody to ask.
struct Terminal: Sendable {
    /// Columns of standard output; nil when it is not a terminal.
    var width: Int?
    var hasColor: Bool
    /// Both standard input and standard error are terminals: a question can be asked and answered.
    var isInteractive: Bool

    static func current(_ variables: [String: String]) -> Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let wantsColor = (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
        return Terminal(
            width: isTerminal ? columns(variables) : nil, hasColor: isTerminal && wantsColor,
            isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1)
    }

    private static func columns(_ variables: [String: String]) -> Int {
        var size = winsize()
        if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return variables["COLUMNS"].flatMap { Int($0) } ?? 80
    }
}
