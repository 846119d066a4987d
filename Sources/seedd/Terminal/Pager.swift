import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A pager that runs at the terminal and shows what it is written.
///
/// It reads keys from the terminal itself, and has standard output and standard error of this process.
struct Pager: Sendable {
    private let input: FileDescriptor
    let id: pid_t

    /// - Throws: where there is no such program.
    init(_ program: PagerProgram, variables: [String: String]) throws {
        let pipe = try FileDescriptor.pipe()
        defer { try? pipe.readEnd.close() }
        do {
            id = try ChildSpawn(
                arguments: program.arguments,
                environment: variables.merging(PagerProgram.additions(to: variables)) { $1 }
            ).start(reading: pipe.readEnd, without: pipe.writeEnd)
        } catch {
            try? pipe.writeEnd.close()
            throw error
        }
        input = pipe.writeEnd
    }

    /// - Throws: `Errno.brokenPipe` when it has ended.
    func write(_ text: String) throws { try input.writeAll(text.utf8) }

    /// Waits until the person has left it.
    /// - Returns: whether it ran; a shell tells only so late that there is no such program.
    func finish() -> Bool {
        try? input.close()
        var status: CInt = 0
        while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
        // Of a shell that did not find it, or might not execute it (POSIX, Shell Command Language, 2.8.2).
        return ![126, 127].contains(status >> 8 & 0xFF)
    }
}
