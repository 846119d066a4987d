import Foundation

extension CommandRun {
    /// The `seedd` that was built with the tests; it lies beside the test executable.
    package static var seeddPath: String {
        get throws {
            let test = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let folder = test.split(separator: "/").dropLast().reduce(into: "") { $0 += "/\($1)" }
            let candidates = ["\(folder)/seedd", "\(PackageRoot.path)/.build/debug/seedd"]
            let found = candidates.first(where: FileManager.default.isExecutableFile(atPath:))
            guard let found else { throw TestKitError("seedd is not built; looked for \(candidates)") }
            return found
        }
    }

    /// The built `seedd` with these arguments.
    package static func seedd(
        _ arguments: String..., input: Input = .empty, environment: [String: String] = [:], directory: String? = nil
    ) throws -> CommandRun {
        CommandRun([try seeddPath] + arguments, input: input, environment: environment, directory: directory)
    }
}
