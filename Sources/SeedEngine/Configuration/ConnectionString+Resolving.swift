package import SeedModel
import SystemPackage

extension ConnectionString {
    /// Resolves where an environment lives, anew for every connection, so that a rotated secret is seen.
    ///
    /// - Parameters:
    ///   - environment: The environment of the configuration.
    ///   - variables: The process environment.
    /// - Throws: An error that names the environment and the source of its string, never the string.
    package init(_ environment: Environment, variables: [String: String]) throws(SeedError) {
        let subject = "environment \"\(environment.name)\""
        let text: String
        let source: String
        switch environment.location {
        case .url(let raw):
            source = "url"
            text = try ConnectionText.expanded(raw) { (name: String) throws(SeedError) -> String in
                guard let value = variables[name] else {
                    throw SeedError(.configuration, subject, "url needs the variable \(name), which is not set")
                }
                return value
            }
        case .variable(let name):
            source = "the variable \(name)"
            guard let value = variables[name] else {
                throw SeedError(.configuration, subject, "\(source) is not set", hint: "export \(name)=postgresql://…")
            }
            text = value
        case .credential(let name):
            source = "the credential \(name)"
            text = try Self.credential(name, subject: subject, variables: variables)
        }
        let normalized = ConnectionText.normalized(text)
        if let problem = ConnectionText.problem(in: normalized, isExpanded: true) {
            throw SeedError(.configuration, subject, "\(source) \(problem)")
        }
        self.init(libpq: normalized, display: ConnectionDisplay.of(normalized))
    }

    private static func credential(
        _ name: String, subject: String, variables: [String: String]
    ) throws(SeedError) -> String {
        guard ConnectionText.isFileName(name) else {
            throw SeedError(.configuration, subject, "url_credential must be the name of a file, without a folder")
        }
        let hint = "LoadCredential=\(name):/path/to/file in the systemd unit"
        guard let folder = variables["CREDENTIALS_DIRECTORY"], !folder.isEmpty else {
            throw SeedError(
                .configuration, subject, "the credential \(name) needs CREDENTIALS_DIRECTORY, which is not set",
                hint: hint)
        }
        let file: TextFile
        do throws(TextFile.Failure) {
            file = try TextFile.read(FilePath(folder).appending(name), limit: 65_536)
        } catch {
            switch error {
            case .system(.noSuchFileOrDirectory):
                throw SeedError(
                    .configuration, subject, "the credential \(name) is not in CREDENTIALS_DIRECTORY", hint: hint)
            case .system(.permissionDenied):
                throw SeedError(.permission, subject, "this user may not read the credential \(name)")
            default: throw SeedError(.configuration, subject, "the credential \(name) can't be read")
            }
        }
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw SeedError(.configuration, subject, "the credential \(name) is not UTF-8 text")
        }
        return text
    }
}
