import Glibc

/// Runs a program and returns its exit status.
func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    var child: pid_t = 0
    var pointers = ([program] + arguments).map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    guard posix_spawn(&child, program, nil, nil, pointers, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return (status >> 8) & 0xFF
}
