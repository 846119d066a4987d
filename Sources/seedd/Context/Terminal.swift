#if canImport(Glibc)
    import Glibc
#endif

/// What can be shown, and whether there is somebody to ask.
struct Terminal: Sendable {
    /// Columns and lines of standard output; nil when it is not a terminal.
    var width: Int?
    var height: Int?
    var hasColor: Bool
    /// Both standard input and standard error are terminals: a question can be asked and answered.
    var isInteractive: Bool
    /// Columns of standard error, asked each time as windows change; nil where a line can't be drawn over: it is no
    /// terminal, or one that others write to.
    var liveColumns: @Sendable () -> Int? = { nil }

    static func current(_ variables: [String: String]) -> Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let wantsColor = (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
        return Terminal(
            width: isTerminal ? columns(STDOUT_FILENO, variables) : nil,
            height: isTerminal ? lines(STDOUT_FILENO, variables) : nil, hasColor: isTerminal && wantsColor,
            isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
            liveColumns: {
                guard isatty(STDERR_FILENO) == 1, variables["TERM"] ?? "dumb" != "dumb", !isInBackground else {
                    return nil
                }
                return columns(STDERR_FILENO, variables)
            })
    }

    static var isStandardErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Another job has the terminal.
    private static var isInBackground: Bool {
        let foreground = tcgetpgrp(STDERR_FILENO)
        return foreground > 0 && foreground != getpgrp()
    }

    private static func columns(_ descriptor: CInt, _ variables: [String: String]) -> Int {
        let columns = size(descriptor).ws_col
        return columns > 0 ? Int(columns) : variables["COLUMNS"].flatMap { Int($0) } ?? 80
    }

    private static func lines(_ descriptor: CInt, _ variables: [String: String]) -> Int {
        let lines = size(descriptor).ws_row
        return lines > 0 ? Int(lines) : variables["LINES"].flatMap { Int($0) } ?? 24
    }

    /// Zeros where nobody has told the terminal.
    private static func size(_ descriptor: CInt) -> winsize {
        var size = winsize()
        _ = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size)
        return size
    }
}
