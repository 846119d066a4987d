package import SeedModel
import SystemPackage

/// Finds and reads the configuration file.
package enum ConfigurationFile {
    /// A configuration is a page; a file beyond it is a mistake or an attack.
    static let maxBytes = 1 << 20

    /// Loads the file that `--config` or `SEEDD_CONFIG` names, else the one that is found from the working directory.
    package static func load(
        explicit: String? = nil, environment: [String: String], workingDirectory: String
    ) throws(SeedError) -> LoadedConfiguration {
        let path = try locate(explicit: explicit, environment: environment, workingDirectory: workingDirectory)
        return try load(path)
    }

    static func load(_ path: FilePath) throws(SeedError) -> LoadedConfiguration {
        let file = try read(path)
        guard !file.permissions.contains(.otherWrite) else {
            throw SeedError(
                .configuration, "\(path)", "can be written by everybody, so it is not trusted",
                hint: "chmod o-w \(path)")
        }
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw SeedError(.configuration, "\(path)", "is not UTF-8 text")
        }
        let configuration = try Configuration.parse(text, file: "\(path)")
        var warnings: [String] = []
        if file.permissions.contains(.groupWrite) {
            warnings.append("\(path): can be written by its group; chmod g-w \(path)")
        }
        if !file.permissions.isDisjoint(with: [.groupRead, .otherRead]) {
            warnings += configuration.passwordsInFile.map { name in
                "\(path): environments.\(name).url holds a password and the file can be read by others than its "
                    + "owner; use url_env or url_credential, or chmod 600 \(path)"
            }
        }
        return LoadedConfiguration(configuration: configuration, file: "\(path)", warnings: warnings)
    }

    private static func read(_ path: FilePath) throws(SeedError) -> TextFile {
        do throws(TextFile.Failure) {
            return try TextFile.read(path, limit: maxBytes)
        } catch {
            throw failed(error, path)
        }
    }

    private static func failed(_ failure: TextFile.Failure, _ path: FilePath) -> SeedError {
        switch failure {
        case .system(.noSuchFileOrDirectory), .system(.notDirectory):
            SeedError(.notFound, "\(path)", "there is no such configuration file")
        case .system(.permissionDenied), .system(.notPermitted):
            SeedError(.permission, "\(path)", "this user may not read the configuration file")
        case .system(let errno): SeedError(.configuration, "\(path)", "can't be read: \(errno)")
        case .notRegular: SeedError(.configuration, "\(path)", "is not a file")
        case .tooLarge: SeedError(.configuration, "\(path)", "is larger than a configuration may be (1 MiB)")
        }
    }
}

extension Configuration {
    /// Reads the text of a configuration file; all problems of the text are in one error.
    package static func parse(_ text: String, file: String) throws(SeedError) -> Configuration {
        try parse(text, file: file, timeZones: TimeZoneNames())
    }

    static func parse(_ text: String, file: String, timeZones: TimeZoneNames) throws(SeedError) -> Configuration {
        let problems = ProblemList()
        let root = YAMLDocument.compose(text, problems: problems)
        if root == nil, problems.problems.isEmpty {
            problems.add(ConfigurationProblem(line: 1, column: 1, "the file is empty"))
        }
        let configuration = root.flatMap { read($0, timeZones: timeZones, problems: problems) }
        if let error = problems.error(file: file) { throw error }
        guard let configuration else {
            throw SeedError(.invariant, file, "read without a problem and without a result")
        }
        return configuration
    }

    /// Environments whose password is written in the file itself.
    fileprivate var passwordsInFile: [String] {
        environments.values.filter { environment in
            guard case .url(let text) = environment.location else { return false }
            return ConnectionText.holdsPassword(text)
        }.map(\.name).sorted()
    }
}
