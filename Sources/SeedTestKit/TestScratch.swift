import Foundation

/// The folder of this test process, in which everything it leaves on the machine lives.
///
/// A guard process in a session of its own holds the reading end of a pipe that only this process writes to. When this
/// process ends, by `exit` or by SIGKILL, the guard stops the clusters in the folder, kills the commands that were
/// started from here and removes the folder.
package struct TestScratch: Sendable {
    /// The environment variable that marks commands for the guard; its value is the folder.
    static let mark = "SEEDD_TEST_PROCESS"

    private static let shared = Result { try TestScratch() }

    let directory: String
    private let guardProcess: ChildProcess
    private let lifeline: CInt

    package static var directory: String {
        get throws { try shared.get().directory }
    }

    /// A new empty folder, private to the calling user, that lives as long as the process.
    package static func makeDirectory(_ name: String = "work") throws -> String {
        let path = try "\(directory)/\(name)-\(UniqueNumber.next())"
        guard mkdir(path, 0o700) == 0 else { throw TestKitError("mkdir \(path): \(String(cString: strerror(errno)))") }
        return path
    }

    /// Memory where there is plenty: a database per case is a thousand small files, made four times as fast there.
    private static var parent: String {
        if let given = ProcessInfo.processInfo.environment["SEEDD_TEST_SCRATCH"], !given.isEmpty { return given }
        var memory = statvfs()
        guard statvfs("/dev/shm", &memory) == 0, access("/dev/shm", W_OK) == 0 else { return "/tmp" }
        return memory.f_bavail * memory.f_frsize > 2 << 30 ? "/dev/shm" : "/tmp"
    }

    private init() throws {
        var template = Array("\(Self.parent)/seedd-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestKitError("mkdtemp: \(String(cString: strerror(errno)))") }
        directory = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // The server may run as another user, who has to get through this folder to its own.
        chmod(directory, 0o711)

        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else { throw TestKitError("pipe: \(String(cString: strerror(errno)))") }
        // A command that inherited the writing end would keep the guard waiting.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        lifeline = ends[1]
        defer { close(ends[0]) }
        guardProcess = try ChildProcess(
            arguments: ["setsid", "\(PackageRoot.path)/scripts/postgres", "guard", directory],
            environment: CommandRun.baseEnvironment, directory: "/", input: ends[0], output: 2, error: 2)
        // An ordinary end waits for the guard, so that `make test` returns to a clean machine.
        atexit { TestScratch.end() }
    }

    private static func end() {
        guard let scratch = try? shared.get() else { return }
        close(scratch.lifeline)
        _ = scratch.guardProcess.wait(until: .now + .seconds(15))
    }
}
