import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A program to be started at the terminal of this process.
struct ChildSpawn {
    /// The program, looked up in PATH unless it has a slash, then its arguments.
    let arguments: [String]
    let environment: [String: String]

    /// Starts it with its standard input at one end of a pipe of which it must not hold the other.
    func start(reading input: FileDescriptor, without other: FileDescriptor) throws(Errno) -> pid_t {
        guard let program = arguments.first else { throw .invalidArgument }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input.rawValue, STDIN_FILENO)
        for descriptor in [input, other] where descriptor.rawValue != STDIN_FILENO {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor.rawValue)
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Signals that this process ignores or blocks would be so in the child.
        var (none, all) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let words = unsafe Self.pointers(arguments)
        let variables = unsafe Self.pointers(environment.map { "\($0)=\($1)" })
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var id = pid_t()
        let failure = unsafe posix_spawnp(&id, program, &actions, &attributes, words, variables)
        guard failure == 0 else { throw Errno(rawValue: failure) }
        return id
    }

    private static func pointers(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        let pointers: [UnsafeMutablePointer<CChar>?] = unsafe texts.map { unsafe strdup($0) }
        return unsafe pointers + [nil]
    }
}
